namespace GroundTransport.Domain.Pricing;

/// <summary>A hold on one vehicle of a kind, from an instant (inclusive) to another (exclusive).</summary>
public readonly record struct Hold(string VehicleId, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>
    /// The highest number of vehicles held at one instant within this hold, this one included. It must not exceed the fleet's
    /// count. Holds that follow one another share a vehicle.
    /// </summary>
    public int PeakAmong(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> others)
    {
        var (from, to) = (From, To);
        var overlapping = others.Where(other => other.From < to && other.To > from).ToList();
        // The peak is always at the beginning of a hold: of another, or of this one. What overlaps and began earlier still lasts
        // when this one begins, so an earlier instant never counts more.
        return 1 + overlapping.Select(other => other.From).Append(from)
            .Max(instant => overlapping.Count(other => other.From <= instant && other.To > instant));
    }
}
