using System.Diagnostics.Metrics;

namespace GroundTransport.Application.Reservations;

/// <summary>The requests that wait for a vendor's decision, when they were last counted.</summary>
/// <param name="OldestSince">Since when the oldest has waited; null if none waits.</param>
public sealed record WaitingDecisions(long Count, DateTimeOffset? OldestSince)
{
    public static WaitingDecisions None { get; } = new(0, null);
}

/// <summary>What is sold and decided, and what waits for a decision.</summary>
public sealed class ReservationMetrics : IDisposable
{
    public const string Name = "GroundTransport.Reservations";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> changes;
    private volatile IReadOnlyDictionary<string, WaitingDecisions> waiting = new Dictionary<string, WaitingDecisions>();

    public ReservationMetrics(TimeProvider clock)
    {
        changes = meter.CreateCounter<long>(
            "groundtransport.reservations.changes", "{change}", "Changes of reservations, by vendor, by change and by who caused it.");
        meter.CreateObservableGauge(
            "groundtransport.reservations.waiting_decisions", () => ByVendor(decisions => decisions.Count),
            "{request}", "Requests that wait for a decision, by vendor.");
        meter.CreateObservableGauge(
            "groundtransport.reservations.oldest_waiting_decision",
            () => ByVendor(decisions => decisions.OldestSince is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0),
            "s", "How long the oldest request has waited for a decision, by vendor.");
    }

    /// <summary>
    /// By vendor, read every few seconds by a scheduled job. A vendor for whom nothing waits now is kept: a series that ends isn't a
    /// zero.
    /// </summary>
    public IReadOnlyDictionary<string, WaitingDecisions> Waiting
    {
        get => waiting;
        set => waiting = waiting.Keys.Union(value.Keys)
            .ToDictionary(vendor => vendor, vendor => value.GetValueOrDefault(vendor, WaitingDecisions.None));
    }

    /// <summary>To be called once the change is committed.</summary>
    public void Count(string vendorCode, HistoryEntry change) => changes.Add(
        1, new("vendor", vendorCode), new("change", change.What), new("by", Cause(change.Actor)));

    public void Dispose() => meter.Dispose();

    /// <summary>Without the name of the API key or of the direct connect: there may be many.</summary>
    private static string Cause(string actor) => actor.Split(':')[0];

    private IEnumerable<Measurement<T>> ByVendor<T>(Func<WaitingDecisions, T> measure)
        where T : struct =>
        waiting.Select(vendor => new Measurement<T>(measure(vendor.Value), new KeyValuePair<string, object?>("vendor", vendor.Key)));
}
