using ConcurSimulator.Wire;

namespace ConcurSimulator.GatewayClients;

/// <summary>The result of one call to the gateway.</summary>
/// <param name="FailureReason">Why the outcome is unknown; empty for other outcomes.</param>
/// <param name="Problems">Why the outcome is invalid; empty for other outcomes.</param>
/// <param name="Body">The bytes of the response, to investigate a problem.</param>
public sealed record Reply(
    Outcome Outcome, TimeSpan Latency, Message? Message, string FailureReason, IReadOnlyList<string> Problems, byte[] Body)
{
    public string ReservationId => Message?["ReservationID"] ?? "";

    public string Status => Message?["Status"] ?? "";

    public string ErrorCode => Message?["Error/ErrorCode"] ?? "";

    public string ErrorSource => Message?["Error/ErrorSource"] ?? "";

    public string ErrorText => $"{ErrorCode} {ErrorSource}: {Message?["Error/ErrorDescription"]}";

    public static Reply Unknown(TimeSpan latency, string reason) => new(Outcome.Unknown, latency, null, reason, [], []);

    public static Reply Invalid(string problem) => new(Outcome.Invalid, TimeSpan.Zero, null, "", [problem], []);

    /// <param name="expectedRoot">The root element of the expected reply.</param>
    public static Reply Read(int httpStatus, byte[] body, string expectedRoot, TimeSpan latency)
    {
        if (httpStatus >= 500)
            return Unknown(latency, FormattableString.Invariant($"HTTP {httpStatus}"));
        var message = Message.Read(body);
        List<string> problems = [.. message.Problems];
        if (httpStatus != 200)
            problems.Insert(0, $"HTTP {httpStatus}: {message["Error/ErrorDescription"]}{message["ErrorDescription"]}");
        if (message.IsXml && message.Root != expectedRoot)
            problems.Add($"The reply is {message.Root} instead of {expectedRoot}.");
        var (outcome, reason) = message["Error/ErrorCode"] switch
        {
            "" => (Outcome.Ok, ""),
            "900" => (Outcome.Unknown, "error 900"),
            _ => (Outcome.Refused, ""),
        };
        return new Reply(problems.Count > 0 ? Outcome.Invalid : outcome, latency, message, reason, problems, body);
    }

    /// <summary>The same reply, or an invalid one if there are problems.</summary>
    public Reply WithProblems(IEnumerable<string> problems)
    {
        string[] all = [.. Problems, .. problems];
        return all.Length == 0 ? this : this with { Outcome = Outcome.Invalid, Problems = all };
    }
}
