using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Domain.Reservations;

/// <summary>
/// Everything that was booked, complete in itself: replies and PostBacks are written from it alone. Immutable; a change
/// replaces it whole.
/// </summary>
public sealed record Ride
{
    public required Journey Journey { get; init; }

    public required Passenger Passenger { get; init; }

    public Wishes Wishes { get; init; } = new();

    /// <summary>One of Concur's language codes ("en-us").</summary>
    public string Language { get; init; } = "en";

    public required string RateId { get; init; }

    /// <summary>The version of the rate plan that priced it.</summary>
    public required int PlanVersion { get; init; }

    public required Fare Fare { get; init; }

    public required BookedVehicle Vehicle { get; init; }

    public required VendorName Vendor { get; init; }

    public required Payment Payment { get; init; }

    public Accounting Accounting { get; init; } = new();

    public Booker Booker { get; init; } = new();

    /// <summary>IANA name of the pickup zone's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The pickup zone's GDS city, for a passive segment without an airport.</summary>
    public string GdsCity { get; init; } = "";

    /// <summary>When the passenger leaves the vehicle, as far as can be told.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>What the ride takes of the fleet, turnaround included.</summary>
    public required Hold Hold { get; init; }

    public string Disclaimer { get; init; } = "";

    public CancellationTerms? Terms { get; init; }

    public string CancelPolicy => Terms?.Text(Journey.Start, PickupTimeZone, Fare.Rate) ?? "";

    public TimeZoneInfo PickupTimeZone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>A ride that was found and priced, for this passenger.</summary>
    public static Ride Of(Offer offer, VendorName vendor, Passenger passenger, Payment payment) => new()
    {
        Journey = offer.Ride.Journey,
        Passenger = passenger,
        Payment = payment,
        Vendor = vendor,
        RateId = offer.Rate.Id,
        PlanVersion = offer.Plan.Version,
        Fare = offer.Fare,
        Vehicle = new BookedVehicle(offer.Vehicle.VehicleId, offer.Vehicle.Type, offer.Vehicle.Description, offer.Vehicle.MaxPassengers),
        TimeZone = offer.Ride.PickupTimeZone.Id,
        GdsCity = offer.Ride.PickupZone.GdsCity,
        Ends = offer.Ends,
        Hold = offer.Hold,
        Disclaimer = offer.Disclaimer(),
        Terms = CancellationTerms.Of(offer),
    };

    /// <summary>Whether a traveller asked for the same in both: what tells a repeated Update from a new one.</summary>
    public bool AsksTheSameAs(Ride other) =>
        Journey == other.Journey && Passenger == other.Passenger && Wishes == other.Wishes && Language == other.Language
        && Payment == other.Payment && Accounting == other.Accounting && Booker == other.Booker;
}

/// <summary>The vehicle kind that was booked.</summary>
public sealed record BookedVehicle(string Id, VehicleType Type, string Description, int MaxPassengers);

/// <summary>What the traveller asks for in words; empty where nothing was said.</summary>
public sealed record Wishes
{
    public string PickupInstructions { get; init; } = "";

    public string DropoffInstructions { get; init; } = "";

    public string RequestedDriver { get; init; } = "";

    public string SpecialServiceRequest { get; init; } = "";

    public string PickupServiceArrangement { get; init; } = "";

    public string DropoffServiceArrangement { get; init; } = "";

    public string ExtraStopArrangement { get; init; } = "";
}

/// <summary>The five accounting fields of the passenger's company.</summary>
public sealed record Accounting(string Field1 = "", string Field2 = "", string Field3 = "", string Field4 = "", string Field5 = "");

/// <summary>Who booked, for which company.</summary>
public sealed record Booker(string CompanyCode = "", string UserId = "", string Email = "", string Phone = "");
