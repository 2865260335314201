using System.Diagnostics.Metrics;

namespace GroundTransport.Application.Events;

/// <summary>The state of the feed when it was last read.</summary>
/// <param name="LastPosition">The position of the newest event that readers see.</param>
/// <param name="Unsequenced">How many events are committed and have no position yet.</param>
/// <param name="OldestUnsequenced">When the oldest of them happened; null if there is none.</param>
public sealed record FeedProgress(long LastPosition, long Unsequenced, DateTimeOffset? OldestUnsequenced)
{
    public static FeedProgress None { get; } = new(0, 0, null);
}

/// <summary>The metrics of the event feed.</summary>
public sealed class EventMetrics : IDisposable
{
    public const string Name = "GroundTransport.Events";

    private readonly Meter meter = new(Name);
    private volatile FeedProgress progress = FeedProgress.None;

    public EventMetrics(TimeProvider clock)
    {
        meter.CreateObservableGauge(
            "groundtransport.events.position", () => progress.LastPosition, "{event}", "The position of the feed's newest event.");
        meter.CreateObservableGauge(
            "groundtransport.events.unsequenced", () => progress.Unsequenced, "{event}", "Events that have no position yet.");
        meter.CreateObservableGauge(
            "groundtransport.events.oldest_unsequenced",
            () => progress.OldestUnsequenced is { } at ? Math.Max(0, (clock.GetUtcNow() - at).TotalSeconds) : 0,
            "s", "How long the oldest event without a position has waited for it.");
    }

    /// <summary>Read every few seconds by a scheduled job.</summary>
    public FeedProgress Progress
    {
        get => progress;
        set => progress = value;
    }

    public void Dispose() => meter.Dispose();
}
