using GroundTransport.Domain.Journeys;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>One ride, as it was booked.</summary>
public sealed class RideModel
{
    /// <summary>The kind of ride.</summary>
    public ServiceType ServiceType { get; set; }

    /// <summary>The class of vehicle that was requested.</summary>
    public ClassOfService ClassOfService { get; set; }

    /// <summary>Where it begins.</summary>
    public StopModel Pickup { get; set; } = new();

    /// <summary>Where it ends.</summary>
    public StopModel Dropoff { get; set; } = new();

    /// <summary>When it begins.</summary>
    public DateTimeOffset Start { get; set; }

    /// <summary>The pickup time in local time of the pickup, such as 2030-05-19T18:00.</summary>
    public string LocalStart { get; set; } = "";

    /// <summary>The end that was requested; null: the rate's duration decides.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>When it is expected to end.</summary>
    public DateTimeOffset Ends { get; set; }

    /// <summary>The time zone of the pickup, by its IANA name.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The time zone of the drop-off, by its IANA name; empty: the pickup's.</summary>
    public string DropoffTimeZone { get; set; } = "";

    /// <summary>How many ride.</summary>
    public int Passengers { get; set; }

    /// <summary>Who rides.</summary>
    public PassengerModel Passenger { get; set; } = new();

    /// <summary>The traveller's instructions and special requests.</summary>
    public SpecialRequestsModel SpecialRequests { get; set; } = new();

    /// <summary>The traveller's language by Concur's code, such as en-us.</summary>
    public string Language { get; set; } = "";

    /// <summary>The rate of the rate plan by which it is priced.</summary>
    public string RateId { get; set; } = "";

    /// <summary>The version of the rate plan that priced it; 0: a pricing service did.</summary>
    public int PlanVersion { get; set; }

    /// <summary>The pricing service's id of the offer that was sold; empty: a rate plan priced it.</summary>
    public string Offer { get; set; } = "";

    /// <summary>The fare of the booking.</summary>
    public FareModel Fare { get; set; } = new();

    /// <summary>The vehicle kind that was booked.</summary>
    public BookedVehicleModel Vehicle { get; set; } = new();

    /// <summary>The form of payment.</summary>
    public PaymentModel Payment { get; set; } = new();

    /// <summary>The accounting fields of the passenger's company.</summary>
    public AccountingModel Accounting { get; set; } = new();

    /// <summary>Who booked.</summary>
    public BookerModel Booker { get; set; } = new();

    /// <summary>What a cancellation costs, in words.</summary>
    public string CancelPolicy { get; set; } = "";

    /// <summary>What the traveller was told with the offer; empty: nothing.</summary>
    public string Disclaimer { get; set; } = "";
}

/// <summary>The passenger. What isn't known is empty.</summary>
public sealed class PassengerModel
{
    /// <summary>The first name.</summary>
    public string FirstName { get; set; } = "";

    /// <summary>The last name.</summary>
    public string LastName { get; set; } = "";

    /// <summary>The phone number.</summary>
    public string Phone { get; set; } = "";

    /// <summary>A second phone number.</summary>
    public string Phone2 { get; set; } = "";

    /// <summary>The cell phone's number.</summary>
    public string CellPhone { get; set; } = "";

    /// <summary>The e-mail address.</summary>
    public string Email { get; set; } = "";
}

/// <summary>The traveller's instructions and special requests; empty: none.</summary>
public sealed class SpecialRequestsModel
{
    /// <summary>Instructions for the pickup.</summary>
    public string PickupInstructions { get; set; } = "";

    /// <summary>Instructions for the drop-off.</summary>
    public string DropoffInstructions { get; set; } = "";

    /// <summary>The driver that the traveller asks for.</summary>
    public string RequestedDriver { get; set; } = "";

    /// <summary>A special service that the traveller asks for.</summary>
    public string SpecialServiceRequest { get; set; } = "";

    /// <summary>What was arranged for the pickup.</summary>
    public string PickupServiceArrangement { get; set; } = "";

    /// <summary>What was arranged for the drop-off.</summary>
    public string DropoffServiceArrangement { get; set; } = "";

    /// <summary>What was arranged for extra stops.</summary>
    public string ExtraStopArrangement { get; set; } = "";
}

/// <summary>The vehicle kind that was booked.</summary>
public sealed class BookedVehicleModel
{
    /// <summary>Its id in the rate plan.</summary>
    public string Id { get; set; } = "";

    /// <summary>The type of vehicle.</summary>
    public VehicleType Type { get; set; }

    /// <summary>What the traveller reads about it.</summary>
    public string Description { get; set; } = "";

    /// <summary>How many it can carry.</summary>
    public int MaxPassengers { get; set; }
}

/// <summary>The five accounting fields of the passenger's company; empty: not used.</summary>
public sealed class AccountingModel
{
    /// <summary>Concur's AccountingField1.</summary>
    public string Field1 { get; set; } = "";

    /// <summary>Concur's AccountingField2.</summary>
    public string Field2 { get; set; } = "";

    /// <summary>Concur's AccountingField3.</summary>
    public string Field3 { get; set; } = "";

    /// <summary>Concur's AccountingField4.</summary>
    public string Field4 { get; set; } = "";

    /// <summary>Concur's AccountingField5.</summary>
    public string Field5 { get; set; } = "";
}

/// <summary>The person who booked. What isn't known is empty.</summary>
public sealed class BookerModel
{
    /// <summary>The company at Concur.</summary>
    public string CompanyCode { get; set; } = "";

    /// <summary>The user at Concur.</summary>
    public string UserId { get; set; } = "";

    /// <summary>The e-mail address.</summary>
    public string Email { get; set; } = "";

    /// <summary>The phone number.</summary>
    public string Phone { get; set; } = "";
}
