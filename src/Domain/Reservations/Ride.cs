using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Domain.Reservations;

/// <summary>
/// Everything that was booked. Replies and PostBacks are written from it alone. Immutable: a change replaces it as a whole.
/// </summary>
public sealed record Ride
{
    public required Journey Journey { get; init; }

    public required Passenger Passenger { get; init; }

    public SpecialRequests SpecialRequests { get; init; } = new();

    /// <summary>One of Concur's language codes, such as "en-us".</summary>
    public string Language { get; init; } = "en";

    public required string RateId { get; init; }

    /// <summary>The version of the rate plan that priced it; 0: a pricing service did.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The pricing service's id of the offer that was sold; empty: a rate plan priced it.</summary>
    public string Offer { get; init; } = "";

    /// <summary>The forms of payment that the pricing service accepts for it; null: the rate plan in force decides.</summary>
    public PaymentTerms? AcceptedPayment { get; init; }

    public required Fare Fare { get; init; }

    public required BookedVehicle Vehicle { get; init; }

    public required VendorContact Vendor { get; init; }

    public required Payment Payment { get; init; }

    public Accounting Accounting { get; init; } = new();

    public Booker Booker { get; init; } = new();

    /// <summary>IANA name of the pickup zone's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>IANA name of the drop-off zone's time zone; empty: the pickup's.</summary>
    public string DropoffTimeZone { get; init; } = "";

    /// <summary>The pickup zone's GDS city, for the passive segment of a ride without an airport.</summary>
    public string GdsCity { get; init; } = "";

    /// <summary>The expected end of the ride.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>The hold on the fleet, turnaround included; null: a pricing service offered it and counts its vehicles itself.</summary>
    public Hold? Hold { get; init; }

    public string Disclaimer { get; init; } = "";

    public CancellationTerms? Terms { get; init; }

    public string CancelPolicy => Terms?.Text(Journey.Start, PickupTimeZone, Fare.Rate) ?? "";

    /// <summary>The pickup time in local time of the pickup.</summary>
    public DateTime LocalStart => TimeZoneInfo.ConvertTime(Journey.Start, PickupTimeZone).DateTime;

    public TimeZoneInfo PickupTimeZone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Where the ride ends, clocks may show another time than at its pickup.</summary>
    public TimeZoneInfo TimeZoneAtDropoff =>
        DropoffTimeZone.Length > 0 ? TimeZoneInfo.FindSystemTimeZoneById(DropoffTimeZone) : PickupTimeZone;

    /// <summary>The ride of an offer, for this passenger.</summary>
    public static Ride Of(Offer offer, VendorContact vendor, Passenger passenger, Payment payment) => new()
    {
        Journey = offer.Journey,
        Passenger = passenger,
        Payment = payment,
        Vendor = vendor,
        RateId = offer.RateId,
        PlanVersion = (offer as PlanOffer)?.Plan.Version ?? 0,
        Offer = (offer as ServiceOffer)?.Id ?? "",
        AcceptedPayment = (offer as ServiceOffer)?.AcceptedPayment,
        Fare = offer.Fare,
        Vehicle = new BookedVehicle(offer.Vehicle.VehicleId, offer.Vehicle.Type, offer.Vehicle.Description, offer.Vehicle.MaxPassengers),
        TimeZone = offer.PickupTimeZone.Id,
        DropoffTimeZone = offer.DropoffTimeZone.Id,
        GdsCity = offer.GdsCity,
        Ends = offer.Ends,
        Hold = offer.Hold,
        Disclaimer = offer.Disclaimer(),
        Terms = offer.Terms,
    };

    /// <summary>Whether both were requested the same: distinguishes a repeated Update from a new one.</summary>
    public bool HasSameRequestAs(Ride other) =>
        Journey == other.Journey && Passenger == other.Passenger && SpecialRequests == other.SpecialRequests
        && Language == other.Language && Payment == other.Payment && Accounting == other.Accounting && Booker == other.Booker;
}

/// <summary>The vehicle kind that was booked.</summary>
public sealed record BookedVehicle(string Id, VehicleType Type, string Description, int MaxPassengers);

/// <summary>The traveller's instructions and special requests; empty: none.</summary>
public sealed record SpecialRequests
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
