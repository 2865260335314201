namespace GroundTransport.Domain.Pricing;

/// <summary>One vehicle of a kind, taken from an instant (inclusive) to another (exclusive).</summary>
public readonly record struct Hold(string VehicleId, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>
    /// The most vehicles that are taken at one instant within this hold, this one included: what must not exceed the
    /// fleet's count. Holds that follow each other share a vehicle.
    /// </summary>
    public int PeakAmong(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> others)
    {
        var (from, to) = (From, To);
        var overlapping = others.Where(other => other.From < to && other.To > from).ToList();
        // The peak is reached where some hold begins, or at our own begin.
        return 1 + overlapping.Select(other => other.From < from ? from : other.From).Append(from)
            .Max(instant => overlapping.Count(other => other.From <= instant && other.To > instant));
    }
}
