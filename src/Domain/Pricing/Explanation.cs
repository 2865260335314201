using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Pricing;

/// <summary>How a plan answers a search, rule by rule: what was matched, tried, added, and why nothing is left where nothing is.</summary>
public sealed record Explanation
{
    public required StopExplained Pickup { get; init; }

    public required StopExplained Dropoff { get; init; }

    /// <summary>The pickup by the clock at the pickup; null where no zone tells which clock.</summary>
    public DateTime? LocalPickup { get; init; }

    /// <summary>What must hold whatever the vehicle; the first that doesn't is what a search answers.</summary>
    public required IReadOnlyList<RuleExplained> Rules { get; init; }

    /// <summary>Every vehicle of the fleet; empty where a rule already refuses.</summary>
    public required IReadOnlyList<VehicleExplained> Vehicles { get; init; }

    /// <summary>What a search for this journey answers; null where it offers something.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>Which zone a stop lies in, and why; no zone where none covers it.</summary>
public sealed record StopExplained(string Place, string? Zone, string Why);

/// <summary>A rule of the plan, whether it lets the ride pass, and what it compared.</summary>
public sealed record RuleExplained(string Rule, bool Passes, RefusalMessage Why);

/// <summary>What became of one vehicle kind: which rates were tried, and how its fare adds up.</summary>
public sealed record VehicleExplained(string VehicleId, string Description, RefusalMessage Why, IReadOnlyList<RateTried> Rates, Offer? Offer, IReadOnlyList<FareLine> Lines);

/// <summary>A rate of the vehicle, and why it was chosen or not.</summary>
public sealed record RateTried(string RateId, RateType Type, bool Chosen, string Why);

/// <summary>One line of a fare. Those in Rate add up to it; the others stand beside it.</summary>
public sealed record FareLine(string Part, string Why, Money Amount, bool InRate);
