using GroundTransport.Domain.Journeys;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Journeys;

public class JourneyDifferenceTests
{
    private static readonly Journey Priced = TestRides.Journey;

    public static TheoryData<Journey, string?> Journeys => new()
    {
        { Priced, null },
        { Priced with { Pickup = TestRides.MadisonStreet with { Notes = "ring twice", City = "ALEXANDRIA " } }, null },
        { Priced with { Dropoff = new AirportStop("DCA", new Flight("XX", "1", null)) }, null },
        { Priced with { Pickup = TestRides.MadisonStreet with { Street = "1 Other St." } }, "pickup" },
        { Priced with { Pickup = TestRides.MadisonStreet with { PostalCode = "" } }, "pickup" },
        { Priced with { Pickup = TestRides.Station }, "pickup" },
        { Priced with { Dropoff = new AirportStop("IAD") }, "dropoff" },
        { Priced with { Start = Priced.Start.AddMinutes(1) }, "start" },
        { Priced with { End = Priced.Start.AddHours(1) }, "end" },
        { Priced with { Passengers = 2 }, "passengers" },
        { Priced with { ServiceType = ServiceType.Hourly }, "serviceType" },
        { Priced with { ClassOfService = ClassOfService.High }, "classOfService" },
        { Priced with { Discount = new DiscountCode("ACME", "", "") }, "rate" },
    };

    [Theory]
    [MemberData(nameof(Journeys))]
    public void FindDifference_names_what_isnt_as_it_was_priced(Journey journey, string? field) =>
        Assert.Equal(field, journey.FindDifference(Priced)?.Name);

    [Fact]
    public void FindDifference_lets_a_sale_say_more_than_the_search()
    {
        var searched = Priced with { Pickup = TestRides.MadisonStreet with { Street = "", State = "" }, Dropoff = new AirportStop("DCA") };

        Assert.Null(Priced.FindDifference(searched));
        Assert.Equal(Field.Pickup, searched.FindDifference(Priced));
    }

    [Fact]
    public void FindDifference_knows_stations_and_as_directed()
    {
        var station = Priced with { Pickup = TestRides.Station, Dropoff = new AsDirected() };

        Assert.Null(station.FindDifference(station with { Pickup = new StationStop("WAS", "", "", "") }));
        Assert.Equal(Field.Pickup, station.FindDifference(station with { Pickup = new StationStop("NYP", "", "", "") }));
        Assert.Equal(Field.Dropoff, station.FindDifference(station with { Dropoff = new AirportStop("DCA") }));
    }
}
