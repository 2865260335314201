using System.Diagnostics.Metrics;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The size of one vendor's outbox when it was last read.</summary>
/// <param name="OldestDue">The earliest due time that has passed; null if nothing is due.</param>
public sealed record OutboxCounts(long Pending, long Dead, DateTimeOffset? OldestDue)
{
    public static OutboxCounts Empty { get; } = new(0, 0, null);
}

/// <summary>The metrics of the delivery; docs/operations.md says what each means for the operator.</summary>
public sealed class PostBackMetrics : IDisposable
{
    public const string Name = "GroundTransport.PostBacks";

    /// <summary>In seconds: Concur may be away for hours.</summary>
    private static readonly double[] LatencyBounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 43200];

    private readonly Meter meter = new(Name);
    private readonly Counter<long> answers;
    private readonly Histogram<double> latency;
    private volatile IReadOnlyDictionary<string, OutboxCounts> counts = new Dictionary<string, OutboxCounts>();

    public PostBackMetrics(DeliveryGates<PostBack> gates, TimeProvider clock)
    {
        answers = meter.CreateCounter<long>(
            "groundtransport.postbacks.answers", "{answer}", "Answers of Concur, by kind, HTTP status and the message's state afterwards.");
        latency = meter.CreateHistogram<double>(
            "groundtransport.postbacks.latency", "s", "Time from the commit of a change until Concur accepted it.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = LatencyBounds });
        meter.CreateObservableGauge(
            "groundtransport.postbacks.pending", () => ByVendor(outbox => outbox.Pending),
            "{message}", "PostBacks that are pending, by vendor.");
        meter.CreateObservableGauge(
            "groundtransport.postbacks.dead", () => ByVendor(outbox => outbox.Dead),
            "{message}", "PostBacks that were given up, by vendor.");
        meter.CreateObservableGauge(
            "groundtransport.postbacks.oldest_due",
            () => ByVendor(outbox => outbox.OldestDue is { } due ? Math.Max(0, (clock.GetUtcNow() - due).TotalSeconds) : 0),
            "s", "How long the oldest due PostBack has been due, by vendor.");
        meter.CreateObservableGauge(
            "groundtransport.postbacks.open_circuits", () => gates.Circuits.OpenCircuits.Count,
            "{circuit}", "Circuits that are open or half-open.");
    }

    /// <summary>
    /// By vendor, read every few seconds by a scheduled job. A vendor whose outbox is empty now is kept: a series that ends isn't a
    /// zero.
    /// </summary>
    public IReadOnlyDictionary<string, OutboxCounts> Counts
    {
        get => counts;
        set => counts = counts.Keys.Union(value.Keys)
            .ToDictionary(vendor => vendor, vendor => value.GetValueOrDefault(vendor, OutboxCounts.Empty));
    }

    internal void RecordAnswer(PostBack row, PostBackAnswer answer, RetryDecision decision, DateTimeOffset now)
    {
        answers.Add(1, new("kind", answer.Kind.ToString()), new("status", answer.Status), new("state", decision.State.ToString()));
        if (decision.State == DeliveryState.Delivered)
            latency.Record((now - row.CreatedAt).TotalSeconds);
    }

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<T>> ByVendor<T>(Func<OutboxCounts, T> measure)
        where T : struct =>
        counts.Select(outbox => new Measurement<T>(measure(outbox.Value), new KeyValuePair<string, object?>("vendor", outbox.Key)));
}
