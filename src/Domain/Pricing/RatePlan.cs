using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>A kind of vehicle that the vendor runs.</summary>
public sealed record FleetVehicle
{
    public required string VehicleId { get; init; }

    public required VehicleType Type { get; init; }

    public ClassOfService ClassOfService { get; init; } = ClassOfService.Normal;

    public required string Description { get; init; }

    public required int MaxPassengers { get; init; }

    public int Luggage { get; init; }

    /// <summary>How many there are: the capacity that holds are counted against.</summary>
    public required int Count { get; init; }

    /// <summary>How long a vehicle stays blocked after a ride.</summary>
    public int TurnaroundMinutes { get; init; }
}

/// <summary>When a ride may be booked.</summary>
public sealed record BookingRules
{
    /// <summary>The least time between booking and pickup, wherever and whatever.</summary>
    public decimal LeadTimeHours { get; init; }

    /// <summary>Longer ones, for some zones or vehicles.</summary>
    public IReadOnlyList<LeadTime> LeadTimes { get; init; } = [];

    /// <summary>The longest time between booking and pickup.</summary>
    public int BookingWindowDays { get; init; } = 365;

    public IReadOnlyList<Blackout> Blackouts { get; init; } = [];
}

/// <summary>A lead time for pickups in some zones (all where none is named) by some vehicles (all where none is named).</summary>
public sealed record LeadTime(decimal Hours)
{
    public IReadOnlyList<string> Zones { get; init; } = [];

    public IReadOnlyList<string> VehicleIds { get; init; } = [];

    public bool Covers(string pickupZone, string vehicleId) =>
        (Zones.Count == 0 || Zones.Contains(pickupZone, StringComparer.Ordinal))
        && (VehicleIds.Count == 0 || VehicleIds.Contains(vehicleId, StringComparer.Ordinal));
}

/// <summary>A time in which no ride begins, in local time of the pickup; in all zones where none is named.</summary>
public sealed record Blackout(DateTime From, DateTime To)
{
    public IReadOnlyList<string> Zones { get; init; } = [];
}

/// <summary>How a ride may be paid.</summary>
public sealed record PaymentTerms
{
    public IReadOnlyList<CardType> Cards { get; init; } = [];

    /// <summary>The card is shown to the driver; RateDisclaimer says so.</summary>
    public bool CardPresentedAtRide { get; init; }

    public bool Cash { get; init; }

    public bool Check { get; init; }

    /// <summary>Company codes that are billed directly.</summary>
    public IReadOnlyList<string> DirectBilling { get; init; } = [];
}

/// <summary>A vendor's prices and rules: one document, validated whole, versioned, never edited in place.</summary>
public sealed record RatePlan
{
    public string VendorCode { get; init; } = "";

    public int Version { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>IANA name, for zones that say nothing else.</summary>
    public required string TimeZone { get; init; }

    public BookingRules Rules { get; init; } = new();

    public IReadOnlyList<Zone> Zones { get; init; } = [];

    public IReadOnlyList<FleetVehicle> Fleet { get; init; } = [];

    public IReadOnlyList<Rate> Rates { get; init; } = [];

    public IReadOnlyList<Charge> Charges { get; init; } = [];

    public IReadOnlyList<Discount> Discounts { get; init; } = [];

    public IReadOnlyList<CancellationPolicy> Cancellation { get; init; } = [];

    public PaymentTerms Payment { get; init; } = new();
}
