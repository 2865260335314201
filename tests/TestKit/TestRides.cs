using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.TestKit;

/// <summary>The ride of Concur's examples: Chris Miller from Madison Street to the airport for 42.50.</summary>
public static class TestRides
{
    public static AddressStop MadisonStreet { get; } = new("209 Madison St. #400", "Alexandria", "VA", "US", "22314");

    public static AirportStop Airport { get; } = new("DCA", new Flight("UA", "331", new DateTime(2012, 2, 19, 10, 30, 0)));

    public static StationStop Station { get; } = new("WAS", "Union Station", "Washington", "DC");

    public static Journey Journey { get; } =
        new(ServiceType.ToAirport, ClassOfService.Normal, MadisonStreet, Airport, TestClock.Pickup, null, 1);

    /// <summary>Three hours in Old Town as directed.</summary>
    public static Journey HourlyJourney { get; } =
        new(ServiceType.Hourly, ClassOfService.Normal, MadisonStreet, new AsDirected(), TestClock.Pickup, TestClock.Pickup.AddHours(3), 2);

    public static Passenger Passenger { get; } =
        new("Chris", "Miller", "5551234567", "5551234568", "5551234569", "cmiller@example.com");

    public static CardPayment Card { get; } = new(CardType.VI, "1111", 16, new DateOnly(2013, 2, 19));

    /// <summary>The ride as booked, priced by the demo plan.</summary>
    public static Ride Booked { get; } = Of(Journey);

    /// <summary>The ride that an Update requests: two hours later, with two passengers.</summary>
    public static Ride Changed { get; } = Of(Journey with { Start = TestClock.Pickup.AddHours(2), Passengers = 2 });

    /// <summary>The ride that the demo plan sells for a journey, for Chris Miller and his card.</summary>
    public static Ride Of(Journey journey, string rateId = TestPlans.FlatRateId) => Of(TestPlans.Demo, journey, rateId);

    /// <summary>The ride that a plan sells for a journey, for Chris Miller and his card.</summary>
    public static Ride Of(RatePlan plan, Journey journey, string rateId)
    {
        var offer = new RideFinder(plan).Price(journey, rateId, journey.Start.AddDays(-2)).Value;
        return Ride.Of(offer, TestPlans.Vendor.Contact, Passenger, Card) with
        {
            Language = "en-us",
            SpecialRequests = new SpecialRequests { PickupInstructions = "pick me up", DropoffInstructions = "None" },
            Accounting = new Accounting("715", "temp@outtask.com", "11", "Development"),
            Booker = new Booker("339", "55414", "cmiller@example.com", "5551234567"),
            Terms = new CancellationTerms(TestPlans.Cancellation),
        };
    }
}
