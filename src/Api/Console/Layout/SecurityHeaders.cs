namespace GroundTransport.Api.Console.Layout;

/// <summary>What a browser must not do with the console's pages.</summary>
public static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static RouteGroupBuilder SendSecurityHeaders(this RouteGroupBuilder routes)
    {
        routes.AddEndpointFilter((call, next) =>
        {
            Set(call.HttpContext.Response);
            return next(call);
        });
        return routes;
    }

    /// <summary>Sets them; a page's route may change its caching afterwards.</summary>
    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        // As the antiforgery tokens want it, which otherwise log a warning.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }
}
