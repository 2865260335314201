using GroundTransport.Api.Console.Assets;
using GroundTransport.Api.Console.Deliveries;
using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Live;
using GroundTransport.Api.Console.Overview;
using GroundTransport.Api.Console.Rates;
using GroundTransport.Api.Console.RideDetails;
using GroundTransport.Api.Console.Rides;
using GroundTransport.Api.Console.Session;
using GroundTransport.Api.Console.Settings;
using GroundTransport.Api.Console.Waiting;
using Microsoft.AspNetCore.CookiePolicy;

namespace GroundTransport.Api.Console;

/// <summary>The console: pages for the people who run the rides, rendered on the server.</summary>
public static class ConsoleServices
{
    public static void AddConsole(this IServiceCollection services, bool encryptedOnly)
    {
        services.AddRazorComponents();
        services.AddConsoleSession();
        services.AddConsoleForms();
        services.Configure<CookiePolicyOptions>(cookies =>
        {
            cookies.MinimumSameSitePolicy = SameSiteMode.Strict;
            cookies.HttpOnly = HttpOnlyPolicy.Always;
            // Also behind a proxy that ends TLS, where the request itself isn't encrypted.
            cookies.Secure = encryptedOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.AddSingleton<Notices>();
        services.AddScoped<RideReader>();
        // Before the framework's own, which writes JSON for whoever takes anything, as browsers do.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemPages>());
    }

    /// <summary>Maps every page. A page's folder has a file with its routes; each POST is an action of its own.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapGet("/", LeadBrowser).ExcludeFromDescription();
        var console = app.MapGroup(ConsolePaths.Root).ExcludeFromDescription().SendSecurityHeaders();
        console.MapGet("", () => Results.Redirect(ConsolePaths.Waiting));
        console.MapAssets();
        console.MapSignIn();
        var pages = console.MapGroup("").RequireSession().RequireFormToken();
        pages.MapSignOut();
        pages.MapLive();
        pages.MapWaiting();
        pages.MapRides();
        pages.MapRide();
        pages.MapRates();
        pages.MapDeliveries();
        pages.MapOverview();
        pages.MapSettings();
    }

    /// <summary>A browser is led to the console; for programs there is nothing here.</summary>
    private static IResult LeadBrowser(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
            ? Results.Redirect(ConsolePaths.Waiting)
            : Results.NotFound();
}
