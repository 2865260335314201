using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class ZoneMapTests
{
    private static readonly ZoneMap Map = new(
    [
        new Zone { Code = "COUNTRY", Cities = [new ZoneCity("", "", "US")] },
        new Zone { Code = "STATE", Cities = [new ZoneCity("", "VA", "US")] },
        new Zone { Code = "CITY", Cities = [new ZoneCity("Alexandria", "VA", "US")] },
        new Zone { Code = "PREFIX3", PostalCodes = ["223*"] },
        new Zone { Code = "PREFIX4", PostalCodes = ["2230*"] },
        new Zone { Code = "EXACT", PostalCodes = ["22301"] },
        new Zone { Code = "WHOLE", PostalCodes = ["22302-1000"] },
        new Zone { Code = "FOREIGN", PostalCodes = ["A2301"] },
        new Zone { Code = "LONGPREFIX", PostalCodes = ["22302-2*"] },
        new Zone { Code = "NSW", Cities = [new ZoneCity("Sydney", "New South", "AU")] },
        new Zone { Code = "DCA", Airports = ["DCA"] },
        new Zone
        {
            Code = "UNION",
            Stations = ["WAS"],
            StationNames = [new ZoneStationName("Union Station", "Washington"), new ZoneStationName("Terminal", "")],
        },
        new Zone
        {
            Code = "CHICAGO",
            StationNames = [new ZoneStationName("Union Station", "Chicago"), new ZoneStationName("LaSalle", "Chicago")],
        },
        new Zone { Code = "LATER", Airports = ["DCA", "IAD"], PostalCodes = ["22301"] },
    ]);

    [Theory]
    [InlineData("22301", "Alexandria", "VA", "US", "EXACT")]
    [InlineData("22302", "Alexandria", "VA", "US", "PREFIX4")]
    [InlineData("22314", "Alexandria", "VA", "US", "PREFIX3")]
    [InlineData("22300", "", "", "", "PREFIX4")]
    [InlineData("2230", "", "", "", "PREFIX4")]
    [InlineData("223", "", "", "", "PREFIX3")]
    [InlineData("22", "Alexandria", "VA", "US", "CITY")]
    [InlineData("99999", "Alexandria", "VA", "US", "CITY")]
    [InlineData("", "Alexandria", "VA", "US", "CITY")]
    [InlineData("", "Richmond", "VA", "US", "STATE")]
    [InlineData("", "", "VA", "US", "STATE")]
    [InlineData("", "Alexandria", "LA", "US", "COUNTRY")]
    [InlineData("", "Alexandria", "", "US", "COUNTRY")]
    [InlineData("", "", "", "US", "COUNTRY")]
    [InlineData("", "Alexandria", "VA", "CA", null)]
    [InlineData("", "Alexandria", "VA", "", null)]
    [InlineData("", "", "", "", null)]
    [InlineData(" 22301 ", "", "", "", "EXACT")]
    [InlineData("", " alexandria", "va", "us", "CITY")]
    [InlineData("22301-3320", "", "", "US", "EXACT")]
    [InlineData("22301-3320", "", "", "", "EXACT")]
    [InlineData("22301 3320", "", "", "us", "EXACT")]
    [InlineData("223013320", "", "", "US", "EXACT")]
    [InlineData("22302-1234", "", "", "US", "PREFIX4")]
    [InlineData("22302-1000", "", "", "US", "WHOLE")]
    [InlineData("22302-2999", "", "", "US", "LONGPREFIX")]
    [InlineData("22301-3320", "", "", "CA", "PREFIX4")]
    [InlineData("22301-332", "", "", "US", "PREFIX4")]
    [InlineData("22301-33200", "", "", "US", "PREFIX4")]
    [InlineData("2230A-3320", "", "", "US", "PREFIX4")]
    [InlineData("22301-332A", "", "", "US", "PREFIX4")]
    [InlineData("22301-A320", "", "", "US", "PREFIX4")]
    [InlineData("A2301", "", "", "", "FOREIGN")]
    [InlineData("A2301-3320", "", "", "", null)]
    [InlineData("", "Alexandria", "Virginia", "US", "CITY")]
    [InlineData("", "Sydney", "New South Wales", "AU", "NSW")]
    [InlineData("", "Sydney", "NSW", "AU", "NSW")]
    public void Find_of_an_address_returns_the_most_specific_zone(
        string postalCode, string city, string state, string country, string? zone) =>
        Assert.Equal(zone, Map.Find(new AddressStop("209 Madison St.", city, state, country, postalCode))?.Code);

    [Theory]
    [InlineData("DCA", "DCA")]
    [InlineData("dca", "DCA")]
    [InlineData("IAD", "LATER")]
    [InlineData("JFK", null)]
    [InlineData("WAS", null)]
    [InlineData("", null)]
    public void Find_of_an_airport_is_by_its_code(string code, string? zone) => Assert.Equal(zone, Map.Find(new AirportStop(code))?.Code);

    [Theory]
    [InlineData("WAS", "UNION")]
    [InlineData("was", "UNION")]
    [InlineData("DCA", null)]
    public void Find_of_a_station_is_by_its_code(string code, string? zone) =>
        Assert.Equal(zone, Map.Find(new StationStop(code, "Union Station", "Alexandria", "VA"))?.Code);

    [Theory]
    [InlineData("", "Union Station", "Washington", "UNION")]
    [InlineData("", "UNION STATION ", "washington", "UNION")]
    [InlineData("", "Union Station", "Chicago", "CHICAGO")]
    [InlineData("", "Union Station", "Denver", null)]
    [InlineData("", "Union Station", "", null)]
    [InlineData("", "LaSalle", "", "CHICAGO")]
    [InlineData("", "Terminal", "Anywhere", "UNION")]
    [InlineData("NYP", "Terminal", "", "UNION")]
    [InlineData("WAS", "LaSalle", "Chicago", "UNION")]
    [InlineData("", "Penn Station", "", null)]
    [InlineData("", "", "Chicago", null)]
    public void Find_of_a_station_without_a_known_code_is_by_its_name_if_that_is_unique(
        string code, string name, string city, string? zone) =>
        Assert.Equal(zone, Map.Find(new StationStop(code, name, city, ""))?.Code);

    [Fact]
    public void Find_of_a_station_in_its_city_has_precedence_over_the_name_in_any_city()
    {
        var map = new ZoneMap([new Zone { Code = "ANYWHERE", StationNames = [new ZoneStationName("Union Station", "")] },
            new Zone { Code = "CHICAGO", StationNames = [new ZoneStationName("Union Station", "Chicago")] }]);
        Assert.Equal("CHICAGO", map.Find(new StationStop("", "Union Station", "Chicago", "IL"))?.Code);
        Assert.Equal("ANYWHERE", map.Find(new StationStop("", "Union Station", "Denver", "CO"))?.Code);
    }

    [Theory]
    [InlineData("Alexandria", "VA", ZoneEntry.City, "ALEXANDRIA")]
    [InlineData("", "VA", ZoneEntry.State, "VA")]
    [InlineData("", "", ZoneEntry.Country, "US")]
    public void Match_of_an_address_has_the_kind_and_the_name_of_what_matched(string city, string state, ZoneEntry entry, string name)
    {
        var match = Map.Match(new AddressStop("209 Madison St.", city, state, "US", ""));
        Assert.Equal((entry, name), (match?.Entry, match?.Key));
    }

    [Fact]
    public void Find_of_a_city_in_its_state_has_precedence_over_the_city_in_any_state()
    {
        var map = new ZoneMap([new Zone { Code = "ANYWHERE", Cities = [new ZoneCity("Alexandria", "", "US")] },
            new Zone { Code = "VIRGINIA", Cities = [new ZoneCity("Alexandria", "VA", "US")] }]);
        Assert.Equal("VIRGINIA", map.Find(new AddressStop("", "Alexandria", "VA", "US", ""))?.Code);
        Assert.Equal("ANYWHERE", map.Find(new AddressStop("", "Alexandria", "LA", "US", ""))?.Code);
    }

    [Fact]
    public void Find_of_an_address_without_any_name_is_null_even_if_a_zone_lists_a_place_without_one() =>
        Assert.Null(new ZoneMap([new Zone { Code = "NOWHERE", Cities = [new ZoneCity("", "", "")] }])
            .Find(new AddressStop("209 Madison St.", "", "", "", "")));

    [Fact]
    public void Find_of_as_directed_is_null() => Assert.Null(Map.Find(new AsDirected()));

    [Fact]
    public void Find_of_a_place_in_two_zones_returns_the_first() =>
        Assert.Equal("EXACT", Map.Find(TestRides.MadisonStreet with { PostalCode = "22301" })?.Code);

    [Fact]
    public void Find_uses_the_longest_matching_prefix()
    {
        var digits = Gen.Elements('1', '2');
        var prefixes = Gen.Choose(1, 5).SelectMany(length => digits.ArrayOf(length)).Select(some => new string(some));
        Prop.ForAll(
            prefixes.ArrayOf(6).ToArbitrary(), digits.ArrayOf(5).Select(some => new string(some)).ToArbitrary(), (some, postalCode) =>
        {
            var map = new ZoneMap([.. some.Distinct().Select(prefix => new Zone { Code = prefix, PostalCodes = [prefix + "*"] })]);
            var longest = some.Where(prefix => postalCode.StartsWith(prefix, StringComparison.Ordinal)).MaxBy(prefix => prefix.Length);
            Assert.Equal(longest, map.Find(new AddressStop("", "", "", "", postalCode))?.Code);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Find_without_zones_is_null() => Assert.Null(new ZoneMap([]).Find(TestRides.MadisonStreet));
}
