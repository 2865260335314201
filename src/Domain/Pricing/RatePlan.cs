using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>A kind of vehicle in the vendor's fleet.</summary>
public sealed record FleetVehicle
{
    public required string VehicleId { get; init; }

    public required VehicleType Type { get; init; }

    public ClassOfService ClassOfService { get; init; } = ClassOfService.Normal;

    public required string Description { get; init; }

    public required int MaxPassengers { get; init; }

    public int Luggage { get; init; }

    /// <summary>The number of such vehicles: the capacity for holds.</summary>
    public required int Count { get; init; }

    /// <summary>How long the vehicle stays unavailable after a ride.</summary>
    public int TurnaroundMinutes { get; init; }
}

/// <summary>When a ride can be booked.</summary>
public sealed record BookingRules
{
    /// <summary>The minimum time between booking and pickup, for every ride.</summary>
    public decimal LeadTimeHours { get; init; }

    /// <summary>Longer lead times for some zones or vehicles.</summary>
    public IReadOnlyList<LeadTime> LeadTimes { get; init; } = [];

    /// <summary>The maximum time between booking and pickup.</summary>
    public int BookingWindowDays { get; init; } = 365;

    public IReadOnlyList<Blackout> Blackouts { get; init; } = [];
}

/// <summary>A lead time for pickups in the listed zones by the listed vehicles; an empty list means all.</summary>
public sealed record LeadTime(decimal Hours)
{
    public IReadOnlyList<string> Zones { get; init; } = [];

    public IReadOnlyList<string> VehicleIds { get; init; } = [];

    public bool Covers(string pickupZone, string vehicleId) =>
        (Zones.Count == 0 || Zones.Contains(pickupZone, StringComparer.Ordinal))
        && (VehicleIds.Count == 0 || VehicleIds.Contains(vehicleId, StringComparer.Ordinal));
}

/// <summary>A time in which no ride can begin, in local time of the pickup; an empty list of zones means all.</summary>
public sealed record Blackout(DateTime From, DateTime To)
{
    public IReadOnlyList<string> Zones { get; init; } = [];
}

/// <summary>The accepted forms of payment.</summary>
public sealed record PaymentTerms
{
    public IReadOnlyList<CardType> Cards { get; init; } = [];

    /// <summary>The traveller shows the card to the driver; RateDisclaimer says so.</summary>
    public bool CardPresentedAtRide { get; init; }

    public bool Cash { get; init; }

    public bool Check { get; init; }

    /// <summary>Company codes that are billed directly.</summary>
    public IReadOnlyList<string> DirectBilling { get; init; } = [];
}

/// <summary>A vendor's prices and rules: one versioned document, validated as a whole, never edited in place.</summary>
public sealed record RatePlan
{
    public string VendorCode { get; init; } = "";

    public int Version { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>IANA name, for zones without their own.</summary>
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
