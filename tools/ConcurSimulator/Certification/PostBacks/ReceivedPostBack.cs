using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;

namespace ConcurSimulator.Certification.PostBacks;

/// <summary>How the listener answers a PostBack.</summary>
public enum Response
{
    /// <summary>200 with a Success.</summary>
    Success,

    /// <summary>200 with an Error.</summary>
    Error,

    /// <summary>HTTP 500.</summary>
    Failure,

    /// <summary>HTTP 503, as during maintenance.</summary>
    Unavailable,
}

/// <summary>A PostBack as it arrived.</summary>
/// <param name="at">When it arrived.</param>
/// <param name="missing">Why there is none; empty if it arrived.</param>
public sealed class ReceivedPostBack(Exchange exchange, IReadOnlyDictionary<string, string> headers, DateTimeOffset at, string missing = "")
    : HttpPart(exchange.Call.Body, headers)
{
    public Exchange Exchange => exchange;

    public DateTimeOffset ArrivedAt => at;

    public bool HasArrived => missing.Length == 0;

    public string Status => this["Status"];

    public string ReservationId => this["ReservationID"];

    public Check Arrives() => new("PostBack", HasArrived, "a PostBack", HasArrived ? "a PostBack" : missing);

    public Check IsPostedTo(string path) => new(
        "request line", exchange.Call.Method == "POST" && exchange.Call.Path == path, $"POST {path}",
        $"{exchange.Call.Method} {exchange.Call.Path}");

    public Check HasBodyOf(ReceivedPostBack other) => new(
        "message", HasArrived && BodyText == other.BodyText, "the same message", HasArrived ? "another message" : missing);

    public Check ComesAfter(ReceivedPostBack other, TimeSpan rest)
    {
        var after = at - other.ArrivedAt;
        return new Check("time", HasArrived && after >= rest, FormattableString.Invariant($"{rest.TotalSeconds:0} seconds later"),
            HasArrived ? FormattableString.Invariant($"{after.TotalSeconds:0} seconds later") : missing);
    }

    /// <summary>One PostBack for one state.</summary>
    public static Check IsOnce(IReadOnlyList<ReceivedPostBack> all) =>
        new("PostBack", all.Count == 1, "one PostBack", FormattableString.Invariant($"{all.Count} PostBacks"));

    /// <summary>Exactly these statuses, in this order.</summary>
    public static Check AreInOrder(IReadOnlyList<ReceivedPostBack> all, params string[] statuses) => new(
        "order", all.Select(postBack => postBack.Status).SequenceEqual(statuses), string.Join(", ", statuses), List(all));

    /// <summary>After the newer status the older one doesn't arrive.</summary>
    public static Check IsNeverOlder(IReadOnlyList<ReceivedPostBack> all, string older, string newer)
    {
        var statuses = all.Select(postBack => postBack.Status).ToList();
        return new Check("order", statuses.LastIndexOf(older) < statuses.IndexOf(newer), $"no {older} after {newer}", List(all));
    }

    /// <summary>The stand-in for a PostBack that doesn't arrive: each check of it fails.</summary>
    public static ReceivedPostBack Missing(string reason) => new(
        new Exchange(new Call("", "", [], null, null), null, new Dictionary<string, string>(), [], TimeSpan.Zero, reason),
        new Dictionary<string, string>(), default, reason);

    private static string List(IReadOnlyList<ReceivedPostBack> all) =>
        all.Count == 0 ? "none" : string.Join(", ", all.Select(postBack => postBack.Status));
}
