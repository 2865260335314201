using System.Security.Claims;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace GroundTransport.Api.Console.Session;

/// <summary>
/// A session: an encrypted cookie that names an API key. What the key may do is read at each request, so that a deleted key ends its
/// sessions at once. No node stores anything: any of them can answer.
/// </summary>
public static class ConsoleSession
{
    public const string SchemeName = "Console";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static void AddConsoleSession(this IServiceCollection services) =>
        services.AddAuthentication().AddCookie(SchemeName, options =>
        {
            options.Cookie.Name = "groundtransport-console";
            options.Cookie.Path = ConsolePaths.Root;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.ExpireTimeSpan = Lifetime;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = Validate;
            options.Events.OnCheckSlidingExpiration = check =>
            {
                check.ShouldRenew &= !Page.IsReread(check.Request) && !check.Request.Path.StartsWithSegments(ConsolePaths.Stream);
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToLogin = challenge => SignInEndpoints.Challenge(challenge.HttpContext);
            options.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = 403;
                return Task.CompletedTask;
            };
        });

    /// <summary>Only for who is signed in; an action may require a higher role.</summary>
    public static RouteGroupBuilder RequireSession(this RouteGroupBuilder routes) => routes.RequireRole(Role.Read);

    /// <summary>Only for keys with this role or a higher one.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder routes, Role role)
        where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(SchemeName).RequireAuthenticatedUser().RequireRole(role.ToString()));

    public static Task Start(HttpContext context, ApiKey key) => context.SignInAsync(SchemeName, PrincipalOf(key));

    public static Task End(HttpContext context) => context.SignOutAsync(SchemeName);

    /// <summary>Whether the request has a session.</summary>
    public static async Task<bool> Exists(HttpContext context) => (await context.AuthenticateAsync(SchemeName)).Succeeded;

    /// <summary>When the request's session ends if no page is opened until then.</summary>
    public static async Task<DateTimeOffset?> EndOf(HttpContext context) =>
        (await context.AuthenticateAsync(SchemeName)).Properties?.ExpiresUtc;

    private static Task Validate(CookieValidatePrincipalContext session)
    {
        var context = session.HttpContext;
        var id = session.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var key = context.RequestServices.GetRequiredService<ICatalog>().Current.ApiKeys.Values.FirstOrDefault(key => key.Id == id);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (key is null || key.IsExpiredAt(now))
        {
            session.RejectPrincipal();
            return Task.CompletedTask;
        }
        if (!Page.IsReread(context.Request))
            context.RequestServices.GetRequiredService<ApiKeyUses>().Note(key.Id, now);
        context.Items[typeof(Operator)] = new Operator(key.Name, key.Role, key.VendorCodes, context.TraceIdentifier)
        {
            KeyId = key.Id,
            Address = RestConventions.AddressOf(context),
        };
        session.ReplacePrincipal(PrincipalOf(key));
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal PrincipalOf(ApiKey key)
    {
        var roles = Enum.GetValues<Role>().Where(role => role <= key.Role).Select(role => new Claim(ClaimTypes.Role, role.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, key.Id), new Claim(ClaimTypes.Name, key.Name), .. roles], SchemeName));
    }
}
