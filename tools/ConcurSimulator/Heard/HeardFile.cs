using System.Text.Json;

namespace ConcurSimulator.Heard;

/// <summary>What was heard as JSON lines, each given to the system before the answer leaves: one as a message arrives, one as it is answered.</summary>
public sealed class HeardFile(string path) : IDisposable
{
    private readonly FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Arrived(Delivery delivery) => Write(new
    {
        what = "arrived",
        delivery.Number,
        delivery.At,
        delivery.ReservationId,
        delivery.Status,
        delivery.CorrelationId,
        delivery.ConcurCorrelationId,
        delivery.Sequence,
        delivery.Fingerprint,
        delivery.Answer,
        delivery.IsDuplicate,
        delivery.OutOfOrder,
        delivery.Problems,
    });

    public void Answered(Delivery delivery) =>
        Write(new { what = "answered", delivery.Number, delivery.ReservationId, delivery.Status, delivery.Acknowledged });

    public void Dispose() => stream.Dispose();

    /// <summary>The caller holds a lock: lines don't mix.</summary>
    private void Write<T>(T line) => stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, JsonSerializerOptions.Web), (byte)'\n']);
}
