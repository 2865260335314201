using System.Diagnostics;
using GroundTransport.Api.ConcurEndpoint;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// What the span of a call says: method, route and status, by OpenTelemetry's conventions. Its name is the route; a message from Concur
/// is called by its own name. Neither contains an id, a path's value or a query.
/// </summary>
public static class Spans
{
    /// <summary>To be used only if spans are exported: the check alone would cost each search.</summary>
    public static void UseSpans(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (Activity.Current is not { Recorded: true } span)
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
        }
        finally
        {
            Describe(span, context);
        }
    });

    private static void Describe(Activity span, HttpContext context)
    {
        var method = context.Request.Method;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        span.DisplayName = span.GetTagItem(GroundTransportationEndpoint.MessageTag) is string message
            ? $"Concur {message}"
            : $"{method} {route}".TrimEnd();
        span.SetTag("http.request.method", method)
            .SetTag("http.response.status_code", context.Response.StatusCode)
            .SetTag("correlation.id", context.TraceIdentifier);
        if (route.Length > 0)
            span.SetTag("http.route", route);
        if (context.Response.StatusCode >= 500)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
