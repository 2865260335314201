using System.Diagnostics.Metrics;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>How the outbox stands, as it was last read.</summary>
/// <param name="OldestDue">Of the rows that should have left by now; null where none should.</param>
public sealed record OutboxGauge(long Pending, long Dead, DateTimeOffset? OldestDue)
{
    public static OutboxGauge Empty { get; } = new(0, 0, null);
}

/// <summary>The delivery's metrics; what each means for the operator is in docs/operations.md.</summary>
public sealed class PostBackMetrics : IDisposable
{
    public const string Name = "GroundTransport.PostBacks";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> answers;
    private readonly Histogram<double> latency;
    private OutboxGauge level = OutboxGauge.Empty;

    public PostBackMetrics(PostBackChannels channels, TimeProvider clock)
    {
        answers = meter.CreateCounter<long>("groundtransport.postbacks.answers", "{answer}", "Answers of Concur, by kind, HTTP status and what was done.");
        latency = meter.CreateHistogram<double>("groundtransport.postbacks.latency", "s", "From the commit of a change to its acceptance by Concur.");
        meter.CreateObservableGauge("groundtransport.postbacks.pending", () => Level.Pending, "{message}", "PostBacks that wait.");
        meter.CreateObservableGauge("groundtransport.postbacks.dead", () => Level.Dead, "{message}", "PostBacks that were given up.");
        meter.CreateObservableGauge("groundtransport.postbacks.oldest_due", () => Level.OldestDue is { } due ? Math.Max(0, (clock.GetUtcNow() - due).TotalSeconds) : 0, "s", "How long the oldest PostBack that is due has been due.");
        meter.CreateObservableGauge("groundtransport.postbacks.paused_channels", () => channels.Paused.Count, "{channel}", "Channels that take one probe at a time, or none.");
    }

    /// <summary>Read every few seconds by the schedule.</summary>
    public OutboxGauge Level
    {
        get => Volatile.Read(ref level);
        set => Volatile.Write(ref level, value);
    }

    internal void Answered(PostBack row, PostBackAnswer answer, RetryDecision treatment, DateTimeOffset now)
    {
        answers.Add(1, new("kind", answer.Kind.ToString()), new("status", answer.Status), new("then", treatment.State.ToString()));
        if (treatment.State == PostBackState.Delivered)
            latency.Record((now - row.CreatedAt).TotalSeconds);
    }

    public void Dispose() => meter.Dispose();
}
