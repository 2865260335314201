using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Journeys;

public class JourneyTests
{
    private static readonly Dictionary<string, Stop> Stops = new()
    {
        ["address"] = TestRides.MadisonStreet,
        ["airport"] = TestRides.Airport,
        ["station"] = TestRides.Station,
        ["directed"] = new AsDirected(),
    };

    [Theory]
    [InlineData(ServiceType.PointToPoint, "address", "address")]
    [InlineData(ServiceType.PointToPoint, "airport", "station")]
    [InlineData(ServiceType.ToAirport, "address", "airport")]
    [InlineData(ServiceType.ToAirport, "station", "airport")]
    [InlineData(ServiceType.FromAirport, "airport", "address")]
    [InlineData(ServiceType.ToStation, "address", "station")]
    [InlineData(ServiceType.FromStation, "station", "address")]
    [InlineData(ServiceType.Hourly, "address", "directed")]
    [InlineData(ServiceType.Hourly, "airport", "address")]
    [InlineData(ServiceType.AirportToAirport, "airport", "airport")]
    public void Check_of_stops_that_fit_the_service_type_passes(ServiceType serviceType, string pickup, string dropoff) =>
        Assert.Null(Of(serviceType, pickup, dropoff).Check());

    [Theory]
    [InlineData(ServiceType.PointToPoint, "address", "directed", "dropoff")]
    [InlineData(ServiceType.PointToPoint, "directed", "address", "pickup")]
    [InlineData(ServiceType.ToAirport, "address", "address", "dropoff")]
    [InlineData(ServiceType.ToAirport, "airport", "station", "dropoff")]
    [InlineData(ServiceType.ToAirport, "address", "directed", "dropoff")]
    [InlineData(ServiceType.FromAirport, "address", "airport", "pickup")]
    [InlineData(ServiceType.FromAirport, "airport", "directed", "dropoff")]
    [InlineData(ServiceType.ToStation, "address", "airport", "dropoff")]
    [InlineData(ServiceType.FromStation, "airport", "address", "pickup")]
    [InlineData(ServiceType.FromStation, "station", "directed", "dropoff")]
    [InlineData(ServiceType.AirportToAirport, "address", "airport", "pickup")]
    [InlineData(ServiceType.AirportToAirport, "airport", "address", "dropoff")]
    [InlineData(ServiceType.Hourly, "directed", "address", "pickup")]
    public void Check_of_stops_that_do_not_fit_names_the_wrong_one(ServiceType serviceType, string pickup, string dropoff, string field)
    {
        var refusal = Of(serviceType, pickup, dropoff).Check();
        Assert.Equal((RefusalKind.Location, field), (refusal?.Kind, refusal?.Field.Name));
    }

    [Theory]
    [InlineData("", "King St", "pickup")]
    [InlineData("King St", "", "dropoff")]
    [InlineData("", "", "pickup")]
    [InlineData("King St", "King St", null)]
    public void Check_of_streets_names_the_address_without_one(string pickup, string dropoff, string? field)
    {
        var journey = Of(ServiceType.PointToPoint, "address", "address");
        journey = journey with
        {
            Pickup = TestRides.MadisonStreet with { Street = pickup },
            Dropoff = TestRides.MadisonStreet with { Street = dropoff },
        };
        Assert.Null(journey.Check());
        Assert.Equal(field, journey.CheckStreets()?.Field.Name);
        Assert.Null(Of(ServiceType.Hourly, "airport", "directed").CheckStreets());
    }

    [Fact]
    public void Check_message_has_what_is_needed_and_what_was_sent() =>
        Assert.Equal(
            "serviceType 110 needs an airport as its drop-off, but dropoff is Alexandria 22314.",
            Of(ServiceType.ToAirport, "airport", "address").Check()?.Message.ToString());

    [Theory]
    [InlineData(ServiceType.FromAirport, "address", "airport", "Alexandria 22314")]
    [InlineData(ServiceType.ToAirport, "airport", "address", "Alexandria 22314")]
    [InlineData(ServiceType.FromStation, "airport", "address", "DCA airport")]
    [InlineData(ServiceType.ToStation, "address", "airport", "DCA airport")]
    public void Check_message_has_the_stop_that_does_not_fit(ServiceType serviceType, string pickup, string dropoff, string name) =>
        Assert.Contains(name, Of(serviceType, pickup, dropoff).Check()?.Message.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    public void Check_of_an_end_that_is_not_after_the_start_refuses_the_time(int minutes)
    {
        var refusal = (TestRides.HourlyJourney with { End = TestClock.Pickup.AddMinutes(minutes) }).Check();
        Assert.Equal((RefusalKind.Time, "end"), (refusal?.Kind, refusal?.Field.Name));
    }

    [Fact]
    public void Check_of_an_end_more_than_a_month_away_refuses_the_time()
    {
        foreach (var end in new[] { TestClock.Pickup.AddDays(31).AddSeconds(1), DateTimeOffset.MaxValue })
        {
            var refusal = (TestRides.HourlyJourney with { End = end }).Check();
            Assert.Equal((RefusalKind.Time, "end"), (refusal?.Kind, refusal?.Field.Name));
        }
        Assert.Null((TestRides.HourlyJourney with { End = TestClock.Pickup.AddDays(31) }).Check());
    }

    [Theory]
    [InlineData(-1, RefusalKind.Request)]
    [InlineData(0, RefusalKind.Request)]
    [InlineData(1, null)]
    [InlineData(100, null)]
    [InlineData(101, RefusalKind.Request)]
    public void Check_of_passengers_accepts_1_to_100(int passengers, RefusalKind? kind) =>
        Assert.Equal(kind, (TestRides.Journey with { Passengers = passengers }).Check()?.Kind);

    [Fact]
    public void Check_never_throws_and_a_valid_journey_has_a_pickup_place() =>
        Prop.ForAll(Generators.Journey.ToArbitrary(), journey => journey.Check() is not null || journey.Pickup is not AsDirected)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("22314", "Alexandria", "Alexandria 22314")]
    [InlineData("22314", "", "22314")]
    [InlineData("", "Alexandria", "Alexandria")]
    [InlineData("", "", "209 Madison St. #400")]
    public void Name_of_an_address_is_what_is_known_of_it(string postalCode, string city, string name) =>
        Assert.Equal(name, (TestRides.MadisonStreet with { PostalCode = postalCode, City = city }).Name);

    [Fact]
    public void Name_of_a_station_is_its_name_else_its_code()
    {
        Assert.Equal("Union Station", TestRides.Station.Name);
        Assert.Equal("WAS station", (TestRides.Station with { StationName = "" }).Name);
    }

    private static Journey Of(ServiceType serviceType, string pickup, string dropoff) =>
        TestRides.Journey with { ServiceType = serviceType, Pickup = Stops[pickup], Dropoff = Stops[dropoff] };
}
