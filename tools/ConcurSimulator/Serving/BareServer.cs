namespace ConcurSimulator.Serving;

/// <summary>A web server without routes, settings files or log.</summary>
public static class BareServer
{
    public static WebApplication Build(Uri url)
    {
        // The working directory may contain another application's settings.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The slow fault is slower than Kestrel's default minimum.
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add(url.GetLeftPart(UriPartial.Authority));
        return app;
    }
}
