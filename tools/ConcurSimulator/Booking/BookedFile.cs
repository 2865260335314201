using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConcurSimulator.Booking;

/// <summary>
/// What the gateway acknowledged, as JSON lines: a script compares them with what the gateway knows. Unknown and invalid
/// outcomes are lines too; refusals changed nothing and aren't.
/// </summary>
public sealed class BookedFile(string path) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock gate = new();
    private readonly FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <param name="reservationId">Where the reply names none.</param>
    public void Write(string message, string reservationId, string correlationId, Reply reply)
    {
        if (reply.Outcome == Outcome.Refused || (message == "Search" && reply.Outcome == Outcome.Ok))
            return;
        Write(new Line(
            DateTimeOffset.UtcNow, message, Name(reply.Outcome), reply.ReservationId.Length > 0 ? reply.ReservationId : reservationId, reply.Status, correlationId,
            reply.Why.Length > 0 ? reply.Why : null, reply.Problems.Count > 0 ? reply.Problems : null,
            reply.Outcome == Outcome.Invalid ? Encoding.UTF8.GetString(reply.Body) : null));
    }

    public void WriteDecision(string decision, string reservationId, string status, Outcome outcome, string why) =>
        Write(new Line(DateTimeOffset.UtcNow, decision, Name(outcome), reservationId, status, "", why.Length > 0 ? why : null, null, null));

    public void Dispose() => stream.Dispose();

    private static string Name(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    private void Write(Line line)
    {
        lock (gate)
            stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n']);
    }

    private sealed record Line(
        DateTimeOffset At, string Message, string Outcome, string ReservationId, string Status, string CorrelationId,
        string? Why, IReadOnlyList<string>? Problems, string? Reply);
}
