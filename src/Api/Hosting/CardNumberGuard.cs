using System.Diagnostics;
using GroundTransport.Application;
using GroundTransport.Domain;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// Refuses a path, a parameter or a header with a card number before anything can log or trace it. Bodies aren't refused: there the
/// number is masked. Headers of Concur's calls aren't refused either, because nothing of them is kept.
/// </summary>
public static class CardNumberGuard
{
    private static readonly string[] TracedTags = ["url.path", "url.query", "http.route"];

    /// <summary>The headers that contain a secret, or are checked by their own reader.</summary>
    private static readonly HashSet<string> Exempt = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", CorrelationIds.Header, RestConventions.IdempotencyKeyHeader, "If-Match", "If-None-Match",
    };

    public static Refusal Refusal(string field) =>
        Domain.Refusal.Request(field, $"{field} contains a card number. The gateway takes none; send the request without it.");

    public static void UseCardNumberGuard(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (Activity.Current is { TraceStateString: { } state } traced && CardNumbers.AreIn(state))
            traced.TraceStateString = null;
        // Concur's messages have no parameters, and a constant path.
        if (request.Path.StartsWithSegments("/concur/groundtransportation") && !request.QueryString.HasValue)
            return next(context);
        if (Find(request) is not { } field)
            return next(context);
        foreach (var tag in TracedTags)
            Activity.Current?.SetTag(tag, null);
        return Problems.Result(context, Refusal(field)).ExecuteAsync(context);
    });

    /// <summary>What contains a card number; null: nothing does.</summary>
    private static string? Find(HttpRequest request)
    {
        if (request.Path.Value?.Split('/').Any(CardNumbers.AreIn) == true)
            return "path";
        if (request.QueryString.HasValue
            && request.Query.Any(parameter =>
                CardNumbers.AreIn(parameter.Key) || parameter.Value.Any(value => CardNumbers.AreIn(value ?? ""))))
            return "query";
        return request.Headers.FirstOrDefault(header => CardNumbers.AreIn(header.Key)
            || (!IsExempt(header.Key) && header.Value.Any(value => CardNumbers.AreIn(value ?? "")))).Key is null ? null : "header";
    }

    /// <summary>
    /// Ids of calls and traces are exempt too: tracers write them as random digits, of which one in thirty looks like a card number, and
    /// nothing of them is kept.
    /// </summary>
    private static bool IsExempt(string header) =>
        Exempt.Contains(header) || header.EndsWith("-id", StringComparison.OrdinalIgnoreCase)
        || header.Contains("trace", StringComparison.OrdinalIgnoreCase);
}
