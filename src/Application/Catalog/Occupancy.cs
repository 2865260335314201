using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Catalog;

/// <summary>What is taken of each fleet, as Search sees it: a few seconds old. Sell and Update count in the database.</summary>
public interface IOccupancy
{
    OccupancySnapshot Current { get; }
}

/// <summary>The holds that haven't ended, by vendor and vehicle kind. Immutable.</summary>
public sealed record OccupancySnapshot(IReadOnlyDictionary<(string VendorCode, string VehicleId), TakenTimes> Taken)
{
    public static OccupancySnapshot Empty { get; } = new(new Dictionary<(string, string), TakenTimes>());

    /// <summary>Whether every vehicle that could serve the offer is taken; a ride on request takes none.</summary>
    public bool IsFull(Offer offer) =>
        offer.Fare.Type != RateType.NotAvailable && IsFull(offer.Plan.VendorCode, offer.Hold, offer.Vehicle.Count);

    /// <summary>Whether one more vehicle of this kind would be more than there are.</summary>
    public bool IsFull(string vendorCode, Hold hold, int count) =>
        Taken.TryGetValue((vendorCode, hold.VehicleId), out var taken) && hold.PeakAmong(taken.Near(hold)) > count;
}

/// <summary>The holds of one vehicle kind, in the order of their beginnings.</summary>
public sealed class TakenTimes
{
    private readonly (DateTimeOffset From, DateTimeOffset To)[] holds;
    private readonly TimeSpan longest;

    public TakenTimes(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> holds)
    {
        this.holds = [.. holds.OrderBy(hold => hold.From)];
        longest = this.holds.Select(hold => hold.To - hold.From).DefaultIfEmpty().Max();
    }

    /// <summary>Those that may overlap: none begins so early that even the longest would have ended.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Near(Hold hold)
    {
        var at = Array.BinarySearch(holds, (hold.From - longest, DateTimeOffset.MinValue), ByBeginning);
        for (at = at < 0 ? ~at : at; at < holds.Length && holds[at].From < hold.To; at++)
            yield return holds[at];
    }

    // Equal beginnings compare equal: the search may land among them, so it looks for the first by the earliest end.
    private static readonly Comparer<(DateTimeOffset From, DateTimeOffset To)> ByBeginning = Comparer<(DateTimeOffset From, DateTimeOffset To)>.Default;
}
