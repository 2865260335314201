using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Limits;
using GroundTransport.Application;
using GroundTransport.Application.Catalog;

namespace GroundTransport.Api.Console.Session;

/// <summary>Signing in with an API key, and out.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this RouteGroupBuilder console)
    {
        var routes = console.MapGroup("").RequireFormToken();
        routes.MapGet("sign-in", Show);
        routes.MapPost("sign-in", SignIn);
    }

    public static void MapSignOut(this RouteGroupBuilder pages) => pages.MapPost("sign-out", (Delegate)SignOut);

    /// <summary>
    /// Answers who has no session. A link of another site arrives without the cookie: the page then opens itself once more, and this
    /// second request is our own.
    /// </summary>
    internal static Task Challenge(HttpContext context)
    {
        SecurityHeaders.Set(context.Response);
        var path = context.Request.Path + context.Request.QueryString;
        var isNavigation = HttpMethods.IsGet(context.Request.Method) && !Page.IsReread(context.Request);
        if (isNavigation && context.Request.Headers["Sec-Fetch-Site"] is ["cross-site"])
            return Page.Show<ReloadPage, string>(path).ExecuteAsync(context);
        if (Page.IsReread(context.Request) || context.Request.Path.StartsWithSegments(ConsolePaths.Stream))
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }
        // An action without a session leads to the page that it was on.
        var to = isNavigation ? path : RefererPath(context.Request);
        context.Response.Redirect(to is null ? ConsolePaths.SignIn : $"{ConsolePaths.SignIn}?to={Uri.EscapeDataString(to)}");
        return Task.CompletedTask;
    }

    private static string? RefererPath(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var uri) && ConsolePaths.IsOurs(uri.PathAndQuery)
            ? uri.PathAndQuery
            : null;

    private static async Task<IResult> Show(HttpContext context, string? to) =>
        await ConsoleSession.Exists(context)
            ? Results.Redirect(Target(to))
            : Page.Show<SignInPage, SignInModel>(new SignInModel(to, ""));

    private static async Task<IResult> SignIn(
        HttpContext context, ICatalog catalog, FailedLogins failedLogins, TimeProvider clock, string? to)
    {
        var form = await PostedForm.Read(context);
        var hash = Convert.ToHexString(Secrets.Hash(form.Verbatim("key") ?? ""));
        if (!catalog.Current.ApiKeys.TryGetValue(hash, out var key) || key.IsExpiredAt(clock.GetUtcNow()))
            return Refuse(context, failedLogins, to);
        await ConsoleSession.Start(context, key);
        return new SeeOther(Target(to));
    }

    private static IResult Refuse(HttpContext context, FailedLogins failedLogins, string? to)
    {
        if (failedLogins.Count(context.Connection.RemoteIpAddress, FailedLogins.Token) is not { } wait)
            return Page.Show<SignInPage, SignInModel>(new SignInModel(to, "There is no such key, or it was deleted or has expired."), 401);
        RetryAfterHeader.Set(context, wait);
        return Page.Show<SignInPage, SignInModel>(new SignInModel(to, "Too many attempts. Wait a minute, then try again."), 429);
    }

    private static async Task<IResult> SignOut(HttpContext context)
    {
        await ConsoleSession.End(context);
        return new SeeOther(ConsolePaths.SignIn);
    }

    private static string Target(string? to) =>
        ConsolePaths.IsOurs(to) && !to!.StartsWith(ConsolePaths.SignIn, StringComparison.Ordinal) ? to : ConsolePaths.Waiting;
}
