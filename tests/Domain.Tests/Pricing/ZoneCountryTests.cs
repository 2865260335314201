using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests.Pricing;

public class ZoneCountryTests
{
    private static readonly ZoneMap Zones = new(
    [
        new Zone { Code = "BERLIN", PostalCodes = ["10115", "12*"], PostalCountry = "DE", Cities = [new ZoneCity("Potsdam", "", "DE")] },
        new Zone { Code = "NEWYORK", PostalCodes = ["10115"], PostalCountry = "US" },
        new Zone { Code = "ANYWHERE", PostalCodes = ["12*", "99999"] },
    ]);

    [Theory]
    [InlineData("10115", "DE", "BERLIN")]
    [InlineData("10115", "US", "NEWYORK")]
    [InlineData("10115", "FR", null)]
    [InlineData("10115", "", null)]
    [InlineData("12345", "DE", "BERLIN")]
    [InlineData("12345", "US", "ANYWHERE")]
    [InlineData("99999", "DE", "ANYWHERE")]
    [InlineData("99999", "", "ANYWHERE")]
    public void Find_of_a_postal_code_depends_on_its_country(string postalCode, string country, string? zone) =>
        Assert.Equal(zone, Zones.Find(new AddressStop("", "", "", country, postalCode))?.Code);

    [Theory]
    [InlineData("BB", "BERLIN")]
    [InlineData("", "BERLIN")]
    public void Find_of_a_city_without_its_state_matches_in_each(string state, string zone) =>
        Assert.Equal(zone, Zones.Find(new AddressStop("", "Potsdam", state, "DE", ""))?.Code);
}
