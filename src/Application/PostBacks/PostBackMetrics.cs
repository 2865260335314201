using System.Diagnostics.Metrics;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>The size of the outbox when it was last read.</summary>
/// <param name="OldestDue">The earliest due time that has passed; null if nothing is due.</param>
public sealed record OutboxCounts(long Pending, long Dead, DateTimeOffset? OldestDue)
{
    public static OutboxCounts Empty { get; } = new(0, 0, null);
}

/// <summary>The metrics of the delivery; docs/operations.md says what each means for the operator.</summary>
public sealed class PostBackMetrics : IDisposable
{
    public const string Name = "GroundTransport.PostBacks";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> answers;
    private readonly Histogram<double> latency;
    private OutboxCounts counts = OutboxCounts.Empty;

    public PostBackMetrics(DeliveryGates<PostBack> gates, TimeProvider clock)
    {
        answers = meter.CreateCounter<long>(
            "groundtransport.postbacks.answers", "{answer}", "Answers of Concur, by kind, HTTP status and the message's state afterwards.");
        latency = meter.CreateHistogram<double>(
            "groundtransport.postbacks.latency", "s", "Time from the commit of a change until Concur accepted it.");
        meter.CreateObservableGauge(
            "groundtransport.postbacks.pending", () => Counts.Pending, "{message}", "PostBacks that are pending.");
        meter.CreateObservableGauge(
            "groundtransport.postbacks.dead", () => Counts.Dead, "{message}", "PostBacks that were given up.");
        meter.CreateObservableGauge(
            "groundtransport.postbacks.oldest_due",
            () => Counts.OldestDue is { } due ? Math.Max(0, (clock.GetUtcNow() - due).TotalSeconds) : 0,
            "s", "How long the oldest due PostBack has been due.");
        meter.CreateObservableGauge(
            "groundtransport.postbacks.open_circuits", () => gates.Circuits.OpenCircuits.Count,
            "{circuit}", "Circuits that are open or half-open.");
    }

    /// <summary>Read every few seconds by a scheduled job.</summary>
    public OutboxCounts Counts
    {
        get => Volatile.Read(ref counts);
        set => Volatile.Write(ref counts, value);
    }

    internal void RecordAnswer(PostBack row, PostBackAnswer answer, RetryDecision decision, DateTimeOffset now)
    {
        answers.Add(1, new("kind", answer.Kind.ToString()), new("status", answer.Status), new("state", decision.State.ToString()));
        if (decision.State == DeliveryState.Delivered)
            latency.Record((now - row.CreatedAt).TotalSeconds);
    }

    public void Dispose() => meter.Dispose();
}
