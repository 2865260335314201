using System.Text.Json.Nodes;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Domain.Pricing;
using Xunit;

namespace GroundTransport.Application.Tests.RatePlans;

/// <summary>Reads rate plans, and finds every mistake by its path.</summary>
public class RatePlanDocumentTests
{
    [Fact]
    public void Check_of_a_document_with_twenty_five_mistakes_names_exactly_their_paths()
    {
        string[] paths =
        [
            "$.currency", "$.timeZone", "$.rules.leadTimeHours", "$.rules.blackouts[0].to", "$.rules.blackouts[0].zones[0]",
            "$.zones[1].postalCodes[1]", "$.zones[2].gdsCity", "$.zones[3].postalCodes[0]", "$.zones[4]",
            "$.fleet[0].type", "$.fleet[0].count", "$.fleet[1].description",
            "$.rates[1]", "$.rates[2].vehicleId", "$.rates[2].to", "$.rates[2].price", "$.rates[3].perMile", "$.rates[4].kind",
            "$.charges[0].percent", "$.charges[1].percent", "$.charges[2].windows",
            "$.discounts[0].rates.55", "$.cancellation[0].tiers", "$.payment", "$.payment.cards[0]",
        ];

        var (plan, mistakes) = RatePlanDocument.Check(Resource("twenty-five-mistakes.json"), "USD");

        Assert.Null(plan);
        Assert.Equal(paths.Order(StringComparer.Ordinal), mistakes.Select(mistake => mistake.Field.Name).Order(StringComparer.Ordinal));
        Assert.All(mistakes, mistake => Assert.InRange(mistake.Message.ToString().Length, 10, 300));
    }

    [Fact]
    public void Check_of_the_example_reads_every_part_of_it()
    {
        var plan = Example();

        Assert.Equal(
            (5, 3, 7, 10, 2, 3),
            (plan.Zones.Count, plan.Fleet.Count, plan.Rates.Count, plan.Charges.Count, plan.Discounts.Count, plan.Cancellation.Count));
        Assert.Equal((2m, 180, 12m), (plan.Rules.LeadTimeHours, plan.Rules.BookingWindowDays, plan.Rules.LeadTimes[0].Hours));
        Assert.Equal(["coach"], plan.Rules.LeadTimes[0].VehicleIds);
        Assert.Equal(new DateTime(2029, 12, 31, 18, 0, 0), plan.Rules.Blackouts[0].From);
        var hourly = Assert.Single(plan.Rates.OfType<HourlyRate>());
        Assert.Equal(("S-HOUR", 50m, 2m, 30), (hourly.Id, hourly.PerHour, hourly.MinimumHours, hourly.IncrementMinutes));
        var coach = plan.Rates.OfType<EstimatedRate>().Single(rate => rate.VehicleId == "coach");
        Assert.Equal((60m, 2.50m, 42.0m, 150m, true), (coach.Base, coach.PerKm, coach.Km, coach.Minimum, coach.BothWays));
        Assert.Equal("Call for a price", Assert.Single(plan.Rates.OfType<OnRequestRate>()).Text);
        var night = plan.Charges.OfType<Surcharge>().Single(charge => charge.Description == "night");
        Assert.Equal((10m, new TimeOnly(22, 0), new TimeOnly(6, 0)), (night.Percent, night.Window!.From, night.Window.To));
        var weekend = plan.Charges.OfType<Surcharge>().Single(charge => charge.Description == "weekend");
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], weekend.Weekdays);
        Assert.Equal((60m, 35m), (plan.Charges.OfType<ExtraTime>().Single().PerHour, plan.Charges.OfType<ExtraStop>().Single().Amount));
        Assert.Equal([FarePart.Base, FarePart.ServiceCharge, FarePart.Surcharge], plan.Charges.OfType<Tax>().Single().On);
        Assert.Equal((30m, 45m), (plan.Discounts[1].Rates["S-DCA"], plan.Discounts[1].Rates["S-HOUR"]));
        Assert.Equal(new DateOnly(2039, 12, 31), plan.Discounts[0].ValidTo);
        Assert.True(plan.Cancellation[1].Tiers.Single(tier => tier.HoursBefore == 0).Forbidden);
        Assert.Equal(2m, plan.Cancellation[1].Tiers.Single(tier => tier.HoursBefore == 4).Hours);
        Assert.Equal(100m, plan.Cancellation[0].NoShow!.Percent);
        Assert.Equal((5, true, false), (plan.Payment.Cards.Count, plan.Payment.CardPresentedAtRide, plan.Payment.Cash));
    }

    [Fact]
    public void Check_of_the_demo_plan_finds_no_mistake() => Assert.Empty(RatePlanDocument.Check(DemoData.RatePlan(), "USD").Mistakes);

    [Theory]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("{ \"currency\": \"USD\", \"currency\": \"EUR\" }", "$")]
    [InlineData("{ \"currency\": ", "$")]
    public void Check_of_a_document_that_isnt_an_object_is_a_mistake_at_its_root(string document, string path) =>
        Assert.Equal(path, Assert.Single(RatePlanDocument.Check(document).Mistakes).Field.Name);

    [Fact]
    public void Check_of_a_hostile_document_records_a_limited_number_of_mistakes()
    {
        var document = JsonNode.Parse(ExampleText())!.AsObject();
        for (var i = 0; i < 1000; i++)
            document[$"unknown{i}"] = i;
        document[new string('x', 10_000) + "\n'"] = 1;
        var mistakes = RatePlanDocument.Check(document.ToJsonString()).Mistakes;
        Assert.Equal(200, mistakes.Count);
        Assert.All(mistakes, mistake => Assert.True(mistake.Field.Name.Length < 60));
    }

    [Fact]
    public void Check_of_deep_nesting_is_a_mistake_and_not_an_exception() =>
        Assert.Equal("$", Assert.Single(RatePlanDocument.Check(new string('[', 100_000)).Mistakes).Field.Name);

    internal static string ExampleText() => Resource("rate-plan.json");

    internal static RatePlan Example() => RatePlanDocument.Read(ExampleText(), "OTL", 1);

    internal static string Resource(string name)
    {
        using var stream = typeof(RatePlanDocumentTests).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
