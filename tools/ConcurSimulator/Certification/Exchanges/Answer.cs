using System.Globalization;
using ConcurSimulator.Certification.Expectations;

namespace ConcurSimulator.Certification.Exchanges;

/// <summary>The endpoint's answer to one call.</summary>
public sealed class Answer(Exchange exchange) : HttpPart(exchange.Body, exchange.Headers)
{
    public Exchange Exchange => exchange;

    public bool IsRefused => this["Error/ErrorCode"].Length > 0 || exchange.Status != 200;

    /// <summary>In one line, for the reason why a scenario can't go on.</summary>
    public string Summary => exchange.Status is not { } status ? exchange.Failure
        : string.Create(CultureInfo.InvariantCulture, $"HTTP {status} {this["Error/ErrorCode"]} {this["Error/ErrorDescription"]}").Trim();

    public Check HasStatus(params int[] statuses) => new(
        "HTTP status", statuses.Contains(exchange.Status ?? 0), string.Join(" or ", statuses),
        exchange.Status?.ToString(CultureInfo.InvariantCulture) ?? $"no answer: {exchange.Failure}");

    /// <summary>The reply to this message, with an empty ErrorCode.</summary>
    public IEnumerable<Check> Succeeds(string message) => [HasStatus(200), IsReplyTo(message), Is("Error/ErrorCode", "")];

    /// <summary>The reply to this message, with one of these error codes.</summary>
    public IEnumerable<Check> IsRefusedWith(string message, params string[] codes) =>
        [HasStatus(200), IsReplyTo(message), IsOneOf("Error/ErrorCode", codes)];

    public Check IsNotOk() => new("HTTP status", exchange.Status >= 400, "400 or more", Summary);

    /// <summary>An answer, and no success: an HTTP status of 400 or more but below 500, or an error code.</summary>
    public Check IsRefusal() => new(
        "answer", exchange.Status is >= 400 and < 500 || (exchange.Status == 200 && this["Error/ErrorCode"].Length > 0),
        "HTTP 4xx, or an ErrorCode", Summary);

    public Check IsReplyTo(string message) => HasRoot($"CC_Limo{message}Reply");

    /// <summary>An error says in words what is wrong.</summary>
    public IEnumerable<Check> ExplainsError() => AreFilled("Error/ErrorSource", "Error/ErrorDescription");

    public Check DisclosesNone(params string[] traces)
    {
        var found = traces.Where(trace => BodyText.Contains(trace, StringComparison.OrdinalIgnoreCase)).ToList();
        return new Check("answer", exchange.Status is not null && found.Count == 0, "no trace of the program's inside",
            found.Count == 0 ? exchange.Failure : string.Join(", ", found));
    }
}
