using System.Diagnostics.Metrics;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Receipts;

/// <summary>The metrics of receipts.</summary>
public sealed class ReceiptMetrics : DeliveryMetrics<ReceiptDelivery>
{
    public const string Name = "GroundTransport.Receipts";

    private volatile IReadOnlyDictionary<string, long> awaiting = new Dictionary<string, long>();

    public ReceiptMetrics(DeliveryGates<ReceiptDelivery> gates, TimeProvider clock)
        : base(new DeliveryMetricNames(Name, "groundtransport.receipts", "receipts", "vendor"), gates, clock) =>
        Meter.CreateObservableGauge(
            "groundtransport.receipts.awaiting_recipient",
            () => awaiting.Select(vendor => new Measurement<long>(vendor.Value, new KeyValuePair<string, object?>("vendor", vendor.Key))),
            "{receipt}", "Receipts for which nobody has named the Concur user, by vendor.");

    /// <summary>
    /// By vendor, read every few seconds by a scheduled job. A vendor for whom none waits now is kept: a series that ends isn't a zero.
    /// </summary>
    public IReadOnlyDictionary<string, long> Awaiting
    {
        get => awaiting;
        set => awaiting = awaiting.Keys.Union(value.Keys).ToDictionary(vendor => vendor, vendor => value.GetValueOrDefault(vendor));
    }

    /// <summary>Counts an answer, and the time until a receipt was in Expense.</summary>
    public void RecordAnswer(ReceiptDelivery row, ReceiptAnswer answer, RetryDecision decision, DateTimeOffset now) => RecordAnswer(
        row, decision, now, new("step", answer.Step.ToString()), new("kind", answer.Kind.ToString()), new("status", answer.Status));
}
