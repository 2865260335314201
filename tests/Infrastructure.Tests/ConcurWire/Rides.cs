using GroundTransport.Application.Search;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>The ride of Concur's examples: Alexandria to DCA, 42.50 USD, one passenger.</summary>
internal static class Rides
{
    public const long Id = 123_456_789_012;
    public const string Zone = "America/New_York";

    public static readonly Currency Usd = Currency.Of("USD");
    public static readonly DateTimeOffset Pickup = new(2012, 2, 19, 14, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Before = Pickup.AddDays(-7);

    public static readonly AddressStop Address = new("209 Madison St", "Alexandria", "VA", "US", "22314");
    public static readonly AirportStop Airport = new("DCA", new Flight("UA", "333", new DateTime(2012, 2, 19, 11, 29, 0)));
    public static readonly StationStop Station = new("WAS", "Union Station", "Washington", "DC",
        new Train("2V", "Amtrak", "95", new DateTime(2012, 2, 19, 12, 0, 0)));

    public static Money Money(decimal amount, string currency = "USD") => Domain.Amounts.Money.Round(amount, Currency.Of(currency));

    public static Fare Fare(string currency = "USD", RateType type = RateType.Estimated) => new()
    {
        Type = type,
        BasePrice = Money(35, currency),
        ServiceCharge = Money(5, currency),
        SurCharge = Money(1, currency),
        SurChargeDescription = "fuel",
        Tax = Money(1.5m, currency),
    };

    public static Fare NoFare => new()
    {
        Type = RateType.NotAvailable,
        BasePrice = Money(0),
        ServiceCharge = Money(0),
        SurCharge = Money(0),
        Tax = Money(0),
        NoRateText = "Call for a price.",
    };

    public static Journey Journey => new(ServiceType.ToAirport, ClassOfService.Normal, Address, Airport, Pickup, null, 1);

    public static Ride Ride => new()
    {
        Journey = Journey,
        Passenger = new Passenger("Chris", "Miller", "5551234567", "5551234568", "5551234569", "cmiller@example.com"),
        SpecialRequests = new SpecialRequests { PickupInstructions = "pick me up", DropoffInstructions = "None" },
        Language = "en-us",
        RateId = "5",
        PlanVersion = 1,
        Fare = Fare(),
        Vehicle = new BookedVehicle("12", VehicleType.Sedan, "This is a Sedan.", 1),
        Vendor = new VendorContact("LML", "LimoVendor", "4354654654"),
        Payment = new CardPayment(CardType.VI, "1111", 16, new DateOnly(2013, 2, 19)),
        Accounting = new Accounting("715", "temp@outtask.com", "11", "Development"),
        TimeZone = Zone,
        Ends = Pickup.AddMinutes(40),
        Hold = new Hold("12", Pickup, Pickup.AddMinutes(40)),
    };

    /// <summary>A reservation of this ride in a status, reached by commands.</summary>
    public static Reservation In(ReservationStatus status, Ride? ride = null, Ride? change = null)
    {
        var (reservation, _) = Reservation.Sell(Id, "dc1", ride ?? Ride, acceptAtOnce: false, "CONF1", Before);
        change ??= reservation.Ride with { Language = "fr", Journey = reservation.Ride.Journey with { Start = Pickup.AddHours(2) } };
        var accept = new Accept(null, "CONF1", "");
        var decline = new Decline("No driver.");
        ReservationCommand[] commands = status switch
        {
            ReservationStatus.RB => [],
            ReservationStatus.RA => [accept],
            ReservationStatus.RD => [decline],
            ReservationStatus.CB => [accept, new Change(change, false, "CONF2")],
            ReservationStatus.CA => [accept, new Change(change, false, "CONF2"), accept],
            ReservationStatus.CD => [accept, new Change(change, false, "CONF2"), decline],
            ReservationStatus.XB => [accept, new RequestCancellation(false, "CAN1")],
            ReservationStatus.XA => [accept, new RequestCancellation(true, "CAN1")],
            ReservationStatus.XD => [accept, new RequestCancellation(false, "CAN1"), decline],
            _ => [accept, new Close(RideOutcome.Completed, null)],
        };
        foreach (var command in commands)
        {
            var now = command is Close ? Pickup.AddHours(3) : Before;
            reservation.Apply(reservation.Decide(command, now).Event!, now);
        }
        return reservation;
    }

    public static PaymentTerms AllForms => new()
    {
        Cards = [CardType.VI, CardType.AX, CardType.VI],
        Cash = true,
        Check = true,
        DirectBilling = ["339"],
    };

    public static QuotedRide Quoted(Fare fare, PaymentTerms? payment = null, string token = "aGVhZA.dGFpbA")
    {
        var zone = new Zone { Code = "ALX" };
        var plan = new RatePlan
        {
            VendorCode = "LML",
            Version = 1,
            Currency = fare.Currency,
            TimeZone = Zone,
            Payment = payment ?? AllForms
        };
        var vehicle = new FleetVehicle
        {
            VehicleId = "12",
            Type = VehicleType.Sedan,
            Description = "This is a Sedan.",
            MaxPassengers = 3,
            Count = 1
        };
        var rate = new FlatRate { Id = "5", VehicleId = "12", From = "ALX", To = "DCA", Price = 35, Minutes = 40 };
        var ride = new PricedJourney(Journey, zone, zone, TimeZoneInfo.FindSystemTimeZoneById(Zone));
        return new QuotedRide(new PlanOffer(plan, ride, vehicle, rate, fare), new VendorContact("LML", "LimoVendor", "4354654654"), token);
    }
}
