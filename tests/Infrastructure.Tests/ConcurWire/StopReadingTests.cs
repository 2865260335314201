using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Pickup and drop-off: every kind of location and its required elements.</summary>
public sealed class StopReadingTests
{
    private const string DcaInner = "<Airport><AirportCode>DCA</AirportCode></Airport>";

    [Theory]
    [InlineData("<LocationType>100</LocationType><City>Alexandria</City>")]
    [InlineData("<City>Alexandria</City>")]
    public void Address_is_recognized_by_its_type_or_its_elements(string inner) =>
        Assert.Equal(new AddressStop("", "Alexandria", "", "", ""), Pickup(inner));

    [Theory]
    [InlineData("<LocationType>200</LocationType>" + DcaInner)]
    [InlineData(DcaInner)]
    [InlineData("<City>Washington</City>" + DcaInner)]
    public void Airport_is_recognized_by_its_type_or_its_code(string inner) => Assert.Equal(new AirportStop("DCA"), Pickup(inner));

    [Theory]
    [InlineData("<LocationType>300</LocationType>")]
    [InlineData("")]
    public void Station_is_recognized_by_its_type_or_its_elements(string type) =>
        Assert.Equal(
            new StationStop("WAS", "Union Station", "Washington", "DC",
                new Train("2V", "Amtrak", "95", new DateTime(2030, 1, 2, 3, 4, 5)))
            { Notes = "hall B" },
            Pickup($"""
                {type}<TrainStation><StationCode>WAS</StationCode><StationName>Union Station</StationName>
                <City>Washington</City><State>DC</State>
                <Train><CarrierCode>2V</CarrierCode><CarrierName>Amtrak</CarrierName><TrainNumber>95</TrainNumber>
                <ArrivalDateTime>2030-01-02T03:04:05</ArrivalDateTime></Train></TrainStation>
                <ExtraNotes>hall B</ExtraNotes>
                """));

    [Fact]
    public void As_directed_is_for_drop_offs_only()
    {
        Assert.Equal(new AsDirected(), Wire.Search("<DropoffLocation><LocationType>400</LocationType></DropoffLocation>").Command.Dropoff);
        Wire.AssertRefused(RefusalKind.Location, "PickupLocation/LocationType",
            Wire.Search("<PickupLocation><LocationType>400</LocationType></PickupLocation>"));
    }

    [Theory]
    [InlineData("200", true)]
    [InlineData("100", false)]
    public void Missing_drop_off_of_a_search_is_as_directed_if_the_ride_is_hourly(string serviceType, bool directed) =>
        Assert.Equal(directed ? new AsDirected() : null,
            Wire.Search($"<ServiceType>{serviceType}</ServiceType><DropoffLocation><City/></DropoffLocation>").Command.Dropoff);

    [Fact]
    public void State_of_a_station_is_read_by_its_name_in_the_locations_country()
    {
        const string Station = "<TrainStation><StationCode>X</StationCode><State>Western Australia</State></TrainStation>";

        Assert.Equal(new StationStop("X", "", "", "WA"), Pickup(Station + "<Country>AU</Country>"));
        Assert.Equal(new StationStop("X", "", "", "WA"), Pickup(Station));
        Wire.AssertRefused(RefusalKind.Location, "PickupLocation/TrainStation/State",
            Wire.Search($"<PickupLocation>{Station}<Country>CA</Country></PickupLocation>"));
    }

    [Fact]
    public void Flight_time_is_local_and_each_end_has_its_own()
    {
        const string Flight = "<Flight><CarrierCode>UA</CarrierCode><FlightNumber>333</FlightNumber>"
            + "<ArrivalDateTime>2030-01-02T03:04Z</ArrivalDateTime><DepartureDateTime>2030-01-02T05:06+02:00</DepartureDateTime></Flight>";
        var location = $"<LocationType>200</LocationType><Airport><AirportCode>dca</AirportCode>{Flight}</Airport>";
        var search = Wire.Search($"<PickupLocation>{location}</PickupLocation><DropoffLocation>{location}</DropoffLocation>").Command;
        Assert.Equal(new AirportStop("DCA", new Flight("UA", "333", new DateTime(2030, 1, 2, 3, 4, 0))), search.Pickup);
        Assert.Equal(new AirportStop("DCA", new Flight("UA", "333", new DateTime(2030, 1, 2, 5, 6, 0))), search.Dropoff);
    }

    [Fact]
    public void Location_without_a_value_is_absent()
    {
        var update = Wire.Update(
            "<PickupLocation><LocationType/><Airport><AirportCode> </AirportCode></Airport></PickupLocation><DropoffLocation/>");
        Assert.Null(update.Refusal);
        Assert.Equal((null, null), (update.Command.Ride.Pickup, update.Command.Ride.Dropoff));
    }

    [Theory]
    [InlineData("<LocationType>200</LocationType><City>Washington</City>", "Airport/AirportCode")]
    [InlineData("<LocationType>200</LocationType><Airport><AirportCode>DC</AirportCode></Airport>", "Airport/AirportCode")]
    [InlineData("<LocationType>200</LocationType><Airport><AirportCode>D-A</AirportCode></Airport>", "Airport/AirportCode")]
    [InlineData("<LocationType>200</LocationType><Airport><AirportCode>ÄÖÜ</AirportCode></Airport>", "Airport/AirportCode")]
    [InlineData("<LocationType>300</LocationType><TrainStation><City>Washington</City></TrainStation>", "TrainStation/StationCode")]
    [InlineData("<LocationType>300</LocationType>", "TrainStation/StationCode")]
    [InlineData("<LocationType>100</LocationType><State>VA</State><Country>US</Country>", "Address")]
    [InlineData("<LocationType>500</LocationType>", "LocationType")]
    [InlineData("<Country>US</Country>", "LocationType")]
    [InlineData("<LocationType>200</LocationType><Airport><AirportCode>D1A</AirportCode></Airport>", "Airport/AirportCode")]
    [InlineData("<LocationType>100.0</LocationType><City>A</City>", "LocationType")]
    [InlineData("<LocationType>Address</LocationType><City>A</City>", "LocationType")]
    [InlineData("<LocationType>100</LocationType><City>A</City><State>Massachusett</State>", "State")]
    [InlineData(
        "<LocationType>300</LocationType><TrainStation><StationCode>X</StationCode><State>Massachusett</State></TrainStation>",
        "TrainStation/State")]
    [InlineData("<LocationType>100</LocationType><City>A</City><Country>USA</Country>", "Country")]
    [InlineData("<LocationType>100</LocationType><City>A</City><Country>U1</Country>", "Country")]
    [InlineData("<LocationType>100</LocationType><City>A</City><Country>ZZ</Country>", "Country")]
    public void Incomplete_location_is_refused_by_name(string inner, string element)
    {
        Wire.AssertRefused(RefusalKind.Location, $"PickupLocation/{element}", Wire.Search($"<PickupLocation>{inner}</PickupLocation>"));
        Wire.AssertRefused(RefusalKind.Location, $"DropoffLocation/{element}", Wire.Update($"<DropoffLocation>{inner}</DropoffLocation>"));
    }

    [Fact]
    public void Wrong_state_leaves_the_rest_of_the_address_for_the_echo() =>
        Assert.Equal(new AddressStop("", "Quincy", "", "US", ""), Wire.Sell(
            "<PickupLocation><City>Quincy</City><State>Massachusets</State><Country>us</Country></PickupLocation>").Command.Ride.Pickup);

    [Fact]
    public void Unreadable_flight_time_is_refused() =>
        Wire.AssertRefused(RefusalKind.Time, "PickupLocation/Airport/Flight/ArrivalDateTime", Wire.Search(
            "<PickupLocation><Airport><AirportCode>DCA</AirportCode><Flight><ArrivalDateTime>noon</ArrivalDateTime></Flight></Airport>"
            + "</PickupLocation>"));

    private static Stop? Pickup(string inner)
    {
        var search = Wire.Search($"<PickupLocation>{inner}</PickupLocation>");
        Assert.Null(search.Refusal);
        return search.Command.Pickup;
    }
}
