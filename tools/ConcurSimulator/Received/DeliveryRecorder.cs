using ConcurSimulator.Recording;

namespace ConcurSimulator.Received;

/// <summary>
/// Records each delivery as two JSON lines: one when the message has been received, before the response is sent, and one after
/// the response.
/// </summary>
public sealed class DeliveryRecorder(string path) : IDisposable
{
    private readonly JsonLinesFile file = new(path);

    public void RecordReceived(Delivery delivery) => file.Append(new
    {
        @event = "received",
        delivery.Number,
        delivery.ReceivedAt,
        delivery.ReservationId,
        delivery.Status,
        delivery.CorrelationId,
        delivery.ConcurCorrelationId,
        delivery.Version,
        delivery.Fingerprint,
        delivery.Response,
        delivery.IsDuplicate,
        delivery.OrderViolation,
        delivery.Problems,
    });

    public void RecordResponded(Delivery delivery) =>
        file.Append(new { @event = "responded", delivery.Number, delivery.ReservationId, delivery.Status, delivery.Acknowledged });

    public void Dispose() => file.Dispose();
}
