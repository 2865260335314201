using System.Globalization;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Tests.Journeys;

/// <summary>The codes of countries and states.</summary>
public class PlaceCodeTests
{
    [Theory]
    [InlineData("US", true)]
    [InlineData("us", true)]
    [InlineData("SX", true)]
    [InlineData("ZZ", false)]
    [InlineData("UK", false)]
    [InlineData("XK", false)]
    [InlineData("USA", false)]
    [InlineData("", false)]
    public void Contains_of_a_country_is_by_iso_3166(string code, bool known) => Assert.Equal(known, Countries.Contains(code));

    [Fact]
    public void Contains_knows_every_country_that_dotnet_knows()
    {
        // The standard reserves some codes and leaves XK to its users: it assigns none of them.
        string[] unassigned = ["AC", "CP", "DG", "EA", "IC", "TA", "XK"];
        var countries = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name).TwoLetterISORegionName)
            .Where(code => code.Length == 2 && code.All(char.IsAsciiLetter) && !unassigned.Contains(code)).Distinct().ToList();

        Assert.InRange(countries.Count, 200, 249);
        Assert.DoesNotContain(countries, code => !Countries.Contains(code));
    }

    [Theory]
    [InlineData("Virginia", "US", "VA")]
    [InlineData("west virginia", "us", "WV")]
    [InlineData("West Virgi", "US", "WV")]
    [InlineData("ma", "US", "MA")]
    [InlineData("Massachusetts", "US", "MA")]
    [InlineData("Massachuse", "US", "MA")]
    [InlineData("North Caro", "US", "NC")]
    [InlineData("North Dako", "US", "ND")]
    [InlineData("District o", "US", "DC")]
    [InlineData("Newfoundland", "CA", "NL")]
    [InlineData("Newfoundla", "CA", "NL")]
    [InlineData("Northwest", "CA", "NT")]
    [InlineData("Northern T", "AU", "NT")]
    [InlineData("New South", "AU", "NSW")]
    [InlineData("Western Australia", "", "WA")]
    [InlineData("Ontario", "", "ON")]
    [InlineData("Ontario", "US", "Ontario")]
    [InlineData("Victoria", "GB", "Victoria")]
    [InlineData("Massachus", "US", "Massachus")]
    [InlineData("", "US", "")]
    public void Code_of_a_state_is_found_by_its_name_in_its_country(string state, string country, string code) =>
        Assert.Equal(code, States.CodeOf(state, country));
}
