namespace PricingService;

/// <summary>Runs the service on its own. Not a global Program: tests reference this assembly beside the gateway's.</summary>
internal static class Host
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var app = builder.Build();
        new Service(builder.Configuration["secret"], TimeProvider.System).Map(app);
        await app.RunAsync();
    }
}
