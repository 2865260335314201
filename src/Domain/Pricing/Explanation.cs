using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Pricing;

/// <summary>
/// How a plan answers a search, rule by rule: the zones, the rates that were tried, the lines of each fare, and why there is no
/// offer.
/// </summary>
public sealed record Explanation
{
    public required StopExplained Pickup { get; init; }

    public required StopExplained Dropoff { get; init; }

    /// <summary>The pickup in local time; null if no zone covers it.</summary>
    public DateTime? LocalPickup { get; init; }

    /// <summary>The rules that apply to every vehicle. A search is refused by the first that fails.</summary>
    public required IReadOnlyList<RuleExplained> Rules { get; init; }

    /// <summary>Every vehicle of the fleet; empty if a rule fails.</summary>
    public required IReadOnlyList<VehicleExplained> Vehicles { get; init; }

    /// <summary>The refusal of a search for this journey; null if there are offers.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>The zone of a stop, and why; null if no zone covers it.</summary>
/// <param name="Place">The place in a few words.</param>
/// <param name="Zone">The zone that covers it; null: none does.</param>
/// <param name="Why">How the zone was found.</param>
public sealed record StopExplained(string Place, string? Zone, string Why);

/// <summary>A rule of the plan, whether the ride passes it, and what was compared.</summary>
public sealed record RuleExplained(string Rule, bool Passes, RefusalMessage Why);

/// <summary>The result for one vehicle kind: the rates that were tried, and the lines of its fare.</summary>
public sealed record VehicleExplained(
    string VehicleId, string Description, RefusalMessage Why, IReadOnlyList<RateTried> Rates, Offer? Offer, IReadOnlyList<FareLine> Lines);

/// <summary>A rate of the vehicle, and why it was chosen or not.</summary>
public sealed record RateTried(string RateId, RateType Type, bool Chosen, string Why);

/// <summary>One line of a fare. The lines in Rate add up to it; the others are reported beside it.</summary>
public sealed record FareLine(string Part, string Why, Money Amount, bool InRate);
