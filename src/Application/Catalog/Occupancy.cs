using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Catalog;

/// <summary>The holds on each fleet, a few seconds old, for Search. Sell and Update count holds in the database.</summary>
public interface IOccupancy
{
    OccupancySnapshot Current { get; }
}

/// <summary>The holds that haven't ended, by vendor and vehicle kind. Immutable.</summary>
public sealed record OccupancySnapshot(IReadOnlyDictionary<(string VendorCode, string VehicleId), VehicleHolds> Taken)
{
    public static OccupancySnapshot Empty { get; } = new(new Dictionary<(string, string), VehicleHolds>());

    /// <summary>Whether every vehicle that could serve the offer is held. A ride on request needs none, nor one of a service.</summary>
    public bool IsFull(Offer offer) =>
        offer.Fare.Type != RateType.NotAvailable && offer.Hold is { } hold && IsFull(offer.VendorCode, hold, offer.Vehicle.Count);

    /// <summary>Whether one more hold would exceed the number of vehicles of this kind.</summary>
    public bool IsFull(string vendorCode, Hold hold, int count) =>
        Taken.TryGetValue((vendorCode, hold.VehicleId), out var taken) && hold.PeakAmong(taken.Near(hold)) > count;
}

/// <summary>The holds of one vehicle kind, sorted by their start.</summary>
public sealed class VehicleHolds
{
    private readonly (DateTimeOffset From, DateTimeOffset To)[] holds;
    private readonly TimeSpan longest;

    public VehicleHolds(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> holds)
    {
        this.holds = [.. holds.OrderBy(hold => hold.From)];
        longest = this.holds.Select(hold => hold.To - hold.From).DefaultIfEmpty().Max();
    }

    /// <summary>
    /// The holds that can overlap: those that start early enough to have ended, even with the longest duration, are skipped.
    /// </summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Near(Hold hold)
    {
        var at = Array.BinarySearch(holds, (hold.From - longest, DateTimeOffset.MinValue), ByStart);
        for (at = at < 0 ? ~at : at; at < holds.Length && holds[at].From < hold.To; at++)
            yield return holds[at];
    }

    // With the earliest possible end as the search key, the search finds the first of several holds with the same start.
    private static readonly Comparer<(DateTimeOffset From, DateTimeOffset To)> ByStart =
        Comparer<(DateTimeOffset From, DateTimeOffset To)>.Default;
}
