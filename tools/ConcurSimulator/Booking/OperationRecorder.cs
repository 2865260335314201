using System.Text;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Recording;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Booking;

/// <summary>
/// Records operations as JSON lines, so that an audit can compare what the gateway acknowledged with what it stores. Successful
/// searches and refusals are left out, because they change nothing.
/// </summary>
public sealed class OperationRecorder(string path) : IDisposable
{
    private readonly JsonLinesFile file = new(path);

    /// <param name="reservationId">Recorded if the reply contains no id.</param>
    public void RecordCall(string message, string reservationId, string correlationId, Reply reply)
    {
        if (reply.Outcome == Outcome.Refused || (message == MessageNames.Search && reply.Outcome == Outcome.Ok))
            return;
        file.Append(new Operation
        {
            At = DateTimeOffset.UtcNow,
            Message = message,
            Outcome = NameOf(reply.Outcome),
            ReservationId = reply.ReservationId.Length > 0 ? reply.ReservationId : reservationId,
            Status = reply.Status,
            CorrelationId = correlationId,
            FailureReason = NullIfEmpty(reply.FailureReason),
            Problems = reply.Problems.Count > 0 ? reply.Problems : null,
            Reply = reply.Outcome == Outcome.Invalid ? Encoding.UTF8.GetString(reply.Body) : null,
        });
    }

    /// <param name="decision"><c>accept</c> or <c>decline</c>.</param>
    public void RecordDecision(string decision, string reservationId, string status, DispatchResponse response)
    {
        if (response.Outcome == Outcome.Refused)
            return;
        file.Append(new Operation
        {
            At = DateTimeOffset.UtcNow,
            Message = decision,
            Outcome = NameOf(response.Outcome),
            ReservationId = reservationId,
            Status = status,
            FailureReason = NullIfEmpty(response.FailureReason),
        });
    }

    public void Dispose() => file.Dispose();

    private static string NameOf(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    /// <summary>One line of the file; members without a value are left out.</summary>
    private sealed record Operation
    {
        public required DateTimeOffset At { get; init; }

        public required string Message { get; init; }

        public required string Outcome { get; init; }

        public required string ReservationId { get; init; }

        public required string Status { get; init; }

        public string? CorrelationId { get; init; }

        public string? FailureReason { get; init; }

        public IReadOnlyList<string>? Problems { get; init; }

        public string? Reply { get; init; }
    }
}
