using ConcurSimulator.Heard;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.Serving;

/// <summary>Concur's side of the connection as a web server: tokens, PostBacks, and what was heard.</summary>
public sealed class ConcurServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HeardFile? file;

    private ConcurServer(WebApplication app, HeardLedger ledger, TokenService tokens, HeardFile? file)
    {
        this.app = app;
        this.file = file;
        Ledger = ledger;
        Tokens = tokens;
    }

    public HeardLedger Ledger { get; }

    public TokenService Tokens { get; }

    /// <summary>With the port that was really taken.</summary>
    public Uri Url => new(app.Urls.First());

    public static async Task<ConcurServer> Start(ServeSettings settings, TimeProvider clock, CancellationToken ct = default)
    {
        var app = Build(settings.Url);
        var file = settings.Keep is null ? null : new HeardFile(settings.Keep);
        var ledger = new HeardLedger(clock, file);
        var tokens = new TokenService(settings.Tokens, clock);
        app.Use((context, next) =>
        {
            CorrelationIds.Add(context);
            return next(context);
        });
        var geolocation = new Geolocation(settings.Geolocation, settings.GeolocationMoved, settings.Url.Host);
        new TokenEndpoint(tokens, geolocation).Map(app);
        var postBacks = new PostBackEndpoint(ledger, tokens, settings.Credentials, settings.Faults, clock, app.Lifetime);
        app.MapPost(PostBackEndpoint.Path, postBacks.Answer);
        app.MapHeard(ledger);
        await app.StartAsync(ct);
        return new ConcurServer(app, ledger, tokens, file);
    }

    /// <summary>Takes nothing more, and lets what is being answered end.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        file?.Dispose();
    }

    private static WebApplication Build(Uri url)
    {
        // Not the working directory: its settings are somebody else's.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A slow answer is meant to be slow.
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add(url.GetLeftPart(UriPartial.Authority));
        return app;
    }
}
