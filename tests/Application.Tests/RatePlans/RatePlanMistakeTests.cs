using System.Text.Json.Nodes;
using GroundTransport.Application.Administration.RatePlans;
using Xunit;

namespace GroundTransport.Application.Tests.RatePlans;

/// <summary>One mistake in an otherwise valid plan: its path is named.</summary>
public class RatePlanMistakeTests
{
    [Theory]
    [InlineData("currency", "\"usd\"")]
    [InlineData("currency", "null")]
    [InlineData("currency", "\"ZZZ\"")]
    [InlineData("timeZone", "\"Mars/Olympus\"")]
    [InlineData("timeZone", "5")]
    [InlineData("rules", "[]")]
    [InlineData("rules.leadTimeHours", "4320")]
    [InlineData("rules.leadTimeHours", "\"2\"")]
    [InlineData("rules.leadTimes[0].vehicleIds[0]", "\"bus\"")]
    [InlineData("rules.bookingWindowDays", "0")]
    [InlineData("rules.bookingWindowDays", "1.5")]
    [InlineData("rules.blackouts[0].from", "\"yesterday\"")]
    [InlineData("zones", "{}")]
    [InlineData("zones[0]", "\"DCA\"")]
    [InlineData("zones[0].airports[0]", "\"DCAX\"")]
    [InlineData("zones[1].airports[0]", "\"DCA\"")]
    [InlineData("zones[3].cities[0].country", "\"USA\"")]
    [InlineData("zones[4].cities[0].country", "\"\"")]
    [InlineData("zones[4].cities[0].country", "\"ZZ\"")]
    [InlineData("zones[2].timeZone", "\"Nowhere\"")]
    [InlineData("zones[2].stationNames[0].name", "\"\"")]
    [InlineData("fleet[0].classOfService", "\"Normal\"")]
    [InlineData("fleet[0].type", "\"any\"")]
    [InlineData("fleet[0].maxPassengers", "0")]
    [InlineData("fleet[0].count", "0")]
    [InlineData("fleet[0].count", "99999999999999999999")]
    [InlineData("fleet[0].luggage", "-1")]
    [InlineData("fleet[0].turnaroundMinutes", "1441")]
    [InlineData("fleet[0].description", "\" \"")]
    [InlineData("rates[1].id", "\"S-DCA\"")]
    [InlineData("rates[0].id", "\"longer-than-twelve\"")]
    [InlineData("rates[0].price", "-1")]
    [InlineData("rates[0].price", "\"35\"")]
    [InlineData("rates[0].price", "1e300")]
    [InlineData("rates[0].minutes", "44641")]
    [InlineData("rates[0].bothWays", "\"yes\"")]
    [InlineData("rates[0].kind", "\"Flat\"")]
    [InlineData("rates[3].incrementMinutes", "0")]
    [InlineData("rates[3].minimumHours", "0")]
    [InlineData("rates[3].zone", "\"MOON\"")]
    [InlineData("rates[6].text", "\"\"")]
    [InlineData("charges[0].percent", "100.01")]
    [InlineData("charges[0].kind", "\"service\"")]
    [InlineData("charges[2].window.to", "\"22:00\"")]
    [InlineData("charges[2].window.from", "\"25:00\"")]
    [InlineData("charges[3].weekdays[1]", "\"Sunday\"")]
    [InlineData("charges[4].dates[0]", "\"2029-02-29\"")]
    [InlineData("charges[5].zones[1]", "\"MOON\"")]
    [InlineData("charges[9].on", "[]")]
    [InlineData("charges[9].on[0]", "\"tax\"")]
    [InlineData("discounts[0].percent", "101")]
    [InlineData("discounts[0].validTo", "\"2025-12-31\"")]
    [InlineData("discounts[1].rates.S-DCA", "-30")]
    [InlineData("cancellation[0].serviceTypes[0]", "\"point\"")]
    [InlineData("cancellation[0].tiers[1].hoursBefore", "12")]
    [InlineData("cancellation[0].noShow.percent", "200")]
    [InlineData("cancellation[2].vehicleIds[0]", "\"bus\"")]
    [InlineData("payment.cards[0]", "\"ax\"")]
    [InlineData("payment.cardPresentedAtRide", "false")]
    [InlineData("payment.directBilling[0]", "\"\"")]
    public void Check_of_a_wrong_value_names_its_path(string path, string value)
    {
        var (plan, mistakes) = RatePlanDocument.Check(Changed(path, JsonNode.Parse(value)), "USD");
        Assert.Null(plan);
        Assert.Contains("$." + path, mistakes.Select(mistake => mistake.Field.Name));
    }

    [Theory]
    [InlineData("zones[0].code", "\"IAD\"", "$.zones[1].code")]
    [InlineData("fleet[1].vehicleId", "\"sedan\"", "$.fleet[1].vehicleId")]
    [InlineData("rates[1].to", "\"DCA\"", "$.rates[1]")]
    [InlineData("charges[0].amount", "5", "$.charges[0].percent")]
    [InlineData("charges[8].kind", "\"extraStop\"", "$.charges[8].kind")]
    [InlineData("discounts[1].percent", "5", "$.discounts[1].percent")]
    [InlineData("discounts[1].rates.C-CALL", "5", "$.discounts[1].rates.C-CALL")]
    [InlineData("cancellation[1].serviceTypes[0]", "\"toAirport\"", "$.cancellation[1]")]
    [InlineData("cancellation[0].tiers[2].hoursBefore", "1", "$.cancellation[0].tiers")]
    [InlineData("cancellation[0].tiers[1].forbidden", "true", "$.cancellation[0].tiers[1].forbidden")]
    [InlineData("cancellation[0].tiers[1].amount", "10", "$.cancellation[0].tiers[1].percent")]
    [InlineData("rates[2].perKm", "1", "$.rates[2].perMile")]
    [InlineData("zones[0].zipCodes", "[]", "$.zones[0].zipCodes")]
    [InlineData("extra charges", "[]", "$['extra charges']")]
    public void Check_of_a_contradiction_names_the_path_to_correct(string path, string value, string mistake) =>
        Assert.Contains(
            mistake, RatePlanDocument.Check(Changed(path, JsonNode.Parse(value)), "USD").Mistakes.Select(found => found.Field.Name));

    /// <summary>The example with one value replaced.</summary>
    internal static string Changed(string path, JsonNode? value)
    {
        var document = JsonNode.Parse(RatePlanDocumentTests.ExampleText())!;
        var steps = path.Replace("]", "", StringComparison.Ordinal).Split('.', '[');
        var at = document;
        foreach (var step in steps[..^1])
            at = int.TryParse(step, out var index) ? at![index] : at![step];
        if (at is JsonArray list)
            list[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else
            at![steps[^1]] = value;
        return document.ToJsonString();
    }
}
