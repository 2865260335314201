using System.Globalization;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Booking;

/// <summary>How an operation ended.</summary>
public enum Outcome
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>The gateway says no, in the protocol's own words.</summary>
    Refused,

    /// <summary>Nobody knows whether it was done: no answer, a cut one, or the gateway's own failure.</summary>
    Unknown,

    /// <summary>An answer that must not be.</summary>
    Invalid,
}

/// <summary>What came of one call to the gateway.</summary>
/// <param name="Why">Of an unknown outcome.</param>
/// <param name="Problems">Of an invalid one.</param>
/// <param name="Body">As it came, for whoever looks into a problem.</param>
public sealed record Reply(Outcome Outcome, TimeSpan Took, Message? Message, string Why, IReadOnlyList<string> Problems, byte[] Body)
{
    public string ReservationId => Message?["ReservationID"] ?? "";

    public string Status => Message?["Status"] ?? "";

    public string ErrorCode => Message?["Error/ErrorCode"] ?? "";

    public string Refusal => $"{ErrorCode} {Message?["Error/ErrorSource"]}: {Message?["Error/ErrorDescription"]}";

    public static Reply Unknown(TimeSpan took, string why) => new(Outcome.Unknown, took, null, why, [], []);

    /// <param name="root">Of the reply that must come.</param>
    public static Reply Of(int httpStatus, byte[] body, string root, TimeSpan took)
    {
        if (httpStatus >= 500)
            return Unknown(took, string.Create(CultureInfo.InvariantCulture, $"HTTP {httpStatus}"));
        var message = Message.Read(body);
        List<string> problems = [.. message.Problems];
        if (httpStatus != 200)
            problems.Insert(0, string.Create(CultureInfo.InvariantCulture, $"HTTP {httpStatus}: {message["Error/ErrorDescription"]}{message["ErrorDescription"]}"));
        if (message.IsXml && message.Root != root)
            problems.Add($"{message.Root} came instead of {root}.");
        var reply = new Reply(Outcome.Ok, took, message, "", problems, body);
        return reply with
        {
            Outcome = problems.Count > 0 ? Outcome.Invalid : reply.ErrorCode switch { "" => Outcome.Ok, "900" => Outcome.Unknown, _ => Outcome.Refused },
            Why = reply.ErrorCode == "900" ? "error 900" : "",
        };
    }

    /// <summary>Holds the reply against what Concur relies on.</summary>
    public Reply Expecting(IEnumerable<string> broken)
    {
        string[] all = [.. Problems, .. broken];
        return all.Length == 0 ? this : this with { Outcome = Outcome.Invalid, Problems = all };
    }
}
