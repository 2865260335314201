namespace GroundTransport.Api.Hosting;

/// <summary>What every response tells browsers, caches and clients.</summary>
public static class ResponseHeaders
{
    /// <summary>
    /// Nobody guesses a response's type, and no cache stores what names people: everything but health and the API's description. Over
    /// TLS a browser stays with it, except in Development.
    /// </summary>
    public static void UseResponseHeaders(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (NamesPeople(context.Request.Path))
                headers.CacheControl = "no-store";
            // The server then closes the connection in any case, but says so only if somebody tried to read the body.
            if (context.Request.ContentLength > KestrelLimits.LongestBody && HttpProtocol.IsHttp11(context.Request.Protocol))
                headers.Connection = "close";
            return next(context);
        });
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
    }

    private static bool NamesPeople(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/concur", StringComparison.Ordinal);
}
