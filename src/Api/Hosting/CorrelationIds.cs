using System.Diagnostics;
using GroundTransport.Application;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// One id per call: Concur's own <c>concur-correlationid</c> if it sends one that is safe to log, otherwise the id of the caller's trace,
/// or a new one. It is part of each log line, the history, the PostBack and the response.
/// </summary>
public static class CorrelationIds
{
    public const string Header = "concur-correlationid";
    private const int MaxLength = 100;

    public static IApplicationBuilder UseCorrelationIds(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILogger<GatewaySettings>>();
        return app.Use(async (context, next) =>
        {
            var given = context.Request.Headers[Header].ToString();
            var id = IsSafe(given) ? given : TraceIdOf(context.Request.Headers);
            context.TraceIdentifier = id;
            context.Response.Headers[Header] = id;
            using (log.BeginScope(new[] { KeyValuePair.Create<string, object>("correlationId", id) }))
                await next(context);
        });
    }

    /// <summary>
    /// Without a collector no call has a span: the header is read here. An id in which there is a card number isn't kept.
    /// </summary>
    private static string TraceIdOf(IHeaderDictionary headers)
    {
        var trace = Activity.Current?.TraceId
            ?? (ActivityContext.TryParse(headers.TraceParent, null, out var caller) ? caller.TraceId : ActivityTraceId.CreateRandom());
        var id = trace.ToHexString();
        return IsSafe(id) ? id : ActivityTraceId.CreateRandom().ToHexString();
    }

    private static bool IsSafe(string id) =>
        id.Length is > 0 and <= MaxLength && !CardNumbers.AreIn(id)
            && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
