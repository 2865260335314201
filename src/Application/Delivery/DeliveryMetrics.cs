using System.Diagnostics.Metrics;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Delivery;

/// <summary>How many messages of a group were pending and dead when the outbox was last read.</summary>
/// <param name="OldestDue">The earliest due time that has passed; null if nothing is due.</param>
public sealed record OutboxCounts(long Pending, long Dead, DateTimeOffset? OldestDue)
{
    public static OutboxCounts Empty { get; } = new(0, 0, null);
}

/// <summary>How the instruments of one kind of message are called.</summary>
/// <param name="Prefix">What their names begin with.</param>
/// <param name="Messages">The messages, in words.</param>
/// <param name="Group">The tag by which the outbox is counted.</param>
public sealed record DeliveryMetricNames(string Meter, string Prefix, string Messages, string Group);

/// <summary>The metrics of one outbox; docs/operations.md says what each means for the operator.</summary>
public abstract class DeliveryMetrics<TMessage> : IDisposable
    where TMessage : OutboxMessage
{
    /// <summary>In seconds: a receiver may be away for hours.</summary>
    private static readonly double[] LatencyBounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 43200];

    private readonly string group;
    private readonly Counter<long> answers;
    private readonly Histogram<double> latency;
    private volatile IReadOnlyDictionary<string, OutboxCounts> counts = new Dictionary<string, OutboxCounts>();

    protected DeliveryMetrics(DeliveryMetricNames names, DeliveryGates<TMessage> gates, TimeProvider clock)
    {
        (Meter, group) = (new Meter(names.Meter), names.Group);
        answers = Meter.CreateCounter<long>(
            $"{names.Prefix}.answers", "{answer}", $"Answers to {names.Messages}, with the message's state afterwards.");
        latency = Meter.CreateHistogram<double>(
            $"{names.Prefix}.latency", "s", $"Time from the commit of {names.Messages} until they were accepted.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = LatencyBounds });
        Meter.CreateObservableGauge(
            $"{names.Prefix}.pending", () => ByGroup(outbox => outbox.Pending),
            "{message}", $"Pending {names.Messages}, by {names.Group}.");
        Meter.CreateObservableGauge(
            $"{names.Prefix}.dead", () => ByGroup(outbox => outbox.Dead),
            "{message}", $"Given up {names.Messages}, by {names.Group}.");
        Meter.CreateObservableGauge(
            $"{names.Prefix}.oldest_due",
            () => ByGroup(outbox => outbox.OldestDue is { } due ? Math.Max(0, (clock.GetUtcNow() - due).TotalSeconds) : 0),
            "s", $"How long the oldest due of {names.Messages} has been due, by {names.Group}.");
        Meter.CreateObservableGauge(
            $"{names.Prefix}.open_circuits", () => gates.Circuits.OpenCircuits.Count,
            "{circuit}", "Circuits that are open or half-open.");
        Meter.CreateObservableGauge(
            $"{names.Prefix}.concurrency_limit", () => gates.Limit.Size,
            "{message}", $"How many {names.Messages} this node may have under way now.");
    }

    /// <summary>
    /// By group, read every few seconds by a scheduled job. A group whose outbox is empty now is kept: a series that ends isn't a zero.
    /// </summary>
    public IReadOnlyDictionary<string, OutboxCounts> Counts
    {
        get => counts;
        set => counts = counts.Keys.Union(value.Keys)
            .ToDictionary(name => name, name => value.GetValueOrDefault(name, OutboxCounts.Empty));
    }

    protected Meter Meter { get; }

    public void Dispose()
    {
        Meter.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="tags">What distinguishes the answer.</param>
    protected void RecordAnswer(
        TMessage row, RetryDecision decision, DateTimeOffset now, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        answers.Add(1, [.. tags, new("state", decision.State.ToString())]);
        if (decision.State == DeliveryState.Delivered)
            latency.Record((now - row.ReadyAt).TotalSeconds);
    }

    private IEnumerable<Measurement<T>> ByGroup<T>(Func<OutboxCounts, T> measure)
        where T : struct =>
        counts.Select(outbox => new Measurement<T>(measure(outbox.Value), new KeyValuePair<string, object?>(group, outbox.Key)));
}
