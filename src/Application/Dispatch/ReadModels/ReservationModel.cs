namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>A reservation: the ride in force, and a pending change beside it.</summary>
public sealed class ReservationModel
{
    /// <summary>Concur's ReservationID, twelve digits.</summary>
    public string Id { get; set; } = "";

    public string Vendor { get; set; } = "";

    public string DirectConnect { get; set; } = "";

    /// <summary>One of RB RA RD CB CA CD XB XA XD RC.</summary>
    public string Status { get; set; } = "";

    /// <summary>What <c>If-Match</c> compares; also the ETag.</summary>
    public int Version { get; set; }

    public bool NeedsDecision { get; set; }

    /// <summary>When the pending request is decided automatically; null if there is none.</summary>
    public DateTimeOffset? DecideBefore { get; set; }

    public DateTimeOffset SoldAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public string ConfirmationNumber { get; set; } = "";

    public string CancellationNumber { get; set; } = "";

    /// <summary>The ride in force.</summary>
    public RideModel Ride { get; set; } = new();

    /// <summary>The pending change; null unless the status is CB.</summary>
    public RideModel? PendingChange { get; set; }

    public ServiceModel Service { get; set; } = new();

    /// <summary>What the traveller reads beside the status.</summary>
    public string ProviderFeedback { get; set; } = "";

    public string CorrelationId { get; set; } = "";

    /// <summary>The last notification of Concur.</summary>
    public LastNotifiedModel LastNotified { get; set; } = new();
}

/// <summary>The last notification of Concur, and whether the reservation has changed since.</summary>
public sealed class LastNotifiedModel
{
    /// <summary>The version that Concur was notified of; null: none yet.</summary>
    public int? Version { get; set; }

    /// <summary>The status in that message: a ReservationDetail has RB for a pending change.</summary>
    public string Status { get; set; } = "";

    public DateTimeOffset? At { get; set; }

    /// <summary>sell, reservationDetail, update, cancel or postBack.</summary>
    public string By { get; set; } = "";

    public string CorrelationId { get; set; } = "";

    public bool IsBehind { get; set; }
}

/// <summary>One ride.</summary>
public sealed class RideModel
{
    public string ServiceType { get; set; } = "";

    public string ClassOfService { get; set; } = "";

    public StopModel Pickup { get; set; } = new();

    public StopModel Dropoff { get; set; } = new();

    public DateTimeOffset Start { get; set; }

    /// <summary>The pickup time in local time of the pickup.</summary>
    public string LocalStart { get; set; } = "";

    public DateTimeOffset? End { get; set; }

    public DateTimeOffset Ends { get; set; }

    public string TimeZone { get; set; } = "";

    public int Passengers { get; set; }

    public PassengerModel Passenger { get; set; } = new();

    public SpecialRequestsModel SpecialRequests { get; set; } = new();

    public string Language { get; set; } = "";

    public string RateId { get; set; } = "";

    public int PlanVersion { get; set; }

    public FareModel Fare { get; set; } = new();

    public VehicleModel Vehicle { get; set; } = new();

    public PaymentModel Payment { get; set; } = new();

    public IReadOnlyList<string> Accounting { get; set; } = [];

    public BookerModel Booker { get; set; } = new();

    public string CancelPolicy { get; set; } = "";

    public string Disclaimer { get; set; } = "";
}

/// <summary>A place. Kind is address, airport, station or asDirected; fields of other kinds are empty.</summary>
public sealed class StopModel
{
    public string Kind { get; set; } = "";

    public string Name { get; set; } = "";

    public string Street { get; set; } = "";

    public string City { get; set; } = "";

    public string State { get; set; } = "";

    public string Country { get; set; } = "";

    public string PostalCode { get; set; } = "";

    /// <summary>IATA or station code.</summary>
    public string Code { get; set; } = "";

    /// <summary>Carrier and number of the flight or train.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Its time, in local time of the airport or station.</summary>
    public DateTime? ConnectionAt { get; set; }

    public string Notes { get; set; } = "";
}

/// <summary>The passenger.</summary>
public sealed class PassengerModel
{
    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Phone2 { get; set; } = "";

    public string CellPhone { get; set; } = "";

    public string Email { get; set; } = "";
}

/// <summary>The traveller's instructions and special requests.</summary>
public sealed class SpecialRequestsModel
{
    public string PickupInstructions { get; set; } = "";

    public string DropoffInstructions { get; set; } = "";

    public string RequestedDriver { get; set; } = "";

    public string SpecialServiceRequest { get; set; } = "";

    public string PickupServiceArrangement { get; set; } = "";

    public string DropoffServiceArrangement { get; set; } = "";

    public string ExtraStopArrangement { get; set; } = "";
}

/// <summary>A price by its parts, in the currency's own digits.</summary>
public sealed class FareModel
{
    public string Type { get; set; } = "";

    public string Currency { get; set; } = "";

    public decimal Rate { get; set; }

    public decimal BasePrice { get; set; }

    public decimal ServiceCharge { get; set; }

    public decimal SurCharge { get; set; }

    public string SurChargeDescription { get; set; } = "";

    public decimal Tax { get; set; }
}

/// <summary>The vehicle kind that was booked.</summary>
public sealed class VehicleModel
{
    public string Id { get; set; } = "";

    public string Type { get; set; } = "";

    public string Description { get; set; } = "";

    public int MaxPassengers { get; set; }
}

/// <summary>The form of payment; of a card number only the last four digits.</summary>
public sealed class PaymentModel
{
    /// <summary>card, cash, check or directBilling.</summary>
    public string Kind { get; set; } = "";

    public string CardType { get; set; } = "";

    public string LastFour { get; set; } = "";

    public DateOnly? Expiration { get; set; }

    public string CompanyCode { get; set; } = "";
}

/// <summary>The person who booked.</summary>
public sealed class BookerModel
{
    public string CompanyCode { get; set; } = "";

    public string UserId { get; set; } = "";

    public string Email { get; set; } = "";

    public string Phone { get; set; } = "";
}

/// <summary>The supplier's side of the ride.</summary>
public sealed class ServiceModel
{
    public string Progress { get; set; } = "";

    public string Driver { get; set; } = "";

    public string Vehicle { get; set; } = "";

    public string PickupInstructions { get; set; } = "";

    public string Feedback { get; set; } = "";

    public string Outcome { get; set; } = "";

    public decimal? CancellationFee { get; set; }

    public FareModel? FinalFare { get; set; }
}
