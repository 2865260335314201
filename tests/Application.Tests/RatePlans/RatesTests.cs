using System.Text.Json.Nodes;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using NSubstitute;
using Xunit;

namespace GroundTransport.Application.Tests.RatePlans;

/// <summary>Rates as a table, both ways; versions compared and put in force again.</summary>
public class RatesTests
{
    private static readonly Operator Admin = new("test", Role.Admin, null, "");
    private readonly IVendors vendors = Substitute.For<IVendors>();
    private readonly IRatePlans plans = Substitute.For<IRatePlans>();
    private readonly List<RatePlanVersion> stored = [];
    private readonly GetRatePlanHandler get;
    private readonly PutRatePlanHandler put;
    private readonly PutRatesHandler rates;

    public RatesTests()
    {
        var vendor = new Vendor
        {
            Code = "OTL",
            Name = "Old Town",
            Phone = "703 555 0142",
            Currency = "USD",
            TimeZone = "America/New_York",
        };
        vendors.Find("OTL", default).ReturnsForAnyArgs(_ => vendor with { PlanVersion = stored.Count });
        plans.Find("", 0, default).ReturnsForAnyArgs(call => stored.Find(plan => plan.Version == call.ArgAt<int>(1)));
        plans.WhenForAnyArgs(store => store.Add(null!, null!, default)).Do(call => stored.Add(call.Arg<RatePlanVersion>()));
        get = new GetRatePlanHandler(vendors, plans);
        put = new PutRatePlanHandler(vendors, plans, TimeProvider.System);
        rates = new PutRatesHandler(get, put, put);
    }

    [Fact]
    public async Task Rates_read_and_put_again_are_the_same_version()
    {
        await Store(Example());
        var csv = await Csv();

        var outcome = await Put(csv);

        Assert.Equal((1, 7), (outcome.Value.Version, outcome.Value.Rates));
        Assert.Single(stored);
        Assert.Contains("\r\nS-DCA,flat,sedan,OLDTOWN,DCA,,true,35.00,,,,,,,,,,15,\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_from_a_table_replace_only_the_rates_of_the_document()
    {
        var before = Example().Replace("\"currency\"", "/* kept */ \"currency\"", StringComparison.Ordinal);
        await Store(before);

        var outcome = await Put((await Csv()).Replace("35.00", "38.50", StringComparison.Ordinal));

        Assert.Equal(2, outcome.Value.Version);
        var after = stored[1].Document;
        Assert.Equal(before[..before.IndexOf("\"rates\"", StringComparison.Ordinal)],
            after[..after.IndexOf("\"rates\"", StringComparison.Ordinal)]);
        Assert.Equal(before[before.IndexOf("\"charges\"", StringComparison.Ordinal)..],
            after[after.IndexOf("\"charges\"", StringComparison.Ordinal)..]);
        var changes = (await Compare(2)).Changes;
        Assert.Equal([new PlanChange("rates[S-DCA].price", "35.00", "38.50")], changes);
    }

    [Fact]
    public async Task Mistakes_are_named_by_row_and_column_and_those_elsewhere_by_path()
    {
        await Store(Example());
        var csv = "id,kind,vehicleId,from,to,zone,bothWays,price,perHour,minutes\r\n"
            + "S-DCA,flat,sedan,OLDTOWN,DCA,,true,-1,,15\r\n"
            + "R2,flat,tank,OLDTOWN,IAD,,true,85.00,,45\r\n"
            + "R2,flat,sedan,OLDTOWN,IAD,,true,85.00,,45\r\n";

        var refused = (await Put(csv)).Refusal!;

        Assert.Equal(["$.discounts[1].rates.S-HOUR", "row 2, price", "row 3, vehicleId", "row 4, id"],
            refused.Fields.Select(error => error.Field.Name).Order(StringComparer.Ordinal));
        Assert.Single(stored);
    }

    [Theory]
    [InlineData("35,00", "row 2, price")]
    [InlineData("1e3", "row 2, price")]
    public async Task Number_without_a_point_as_decimal_mark_is_a_mistake(string price, string field)
    {
        await Store(Example());

        var refused = (await Put($"id,kind,price\r\nR,flat,\"{price}\"\r\n")).Refusal!;

        Assert.Equal(field, Assert.Single(refused.Fields).Field.Name);
    }

    [Fact]
    public async Task Validate_stores_nothing()
    {
        await Store(Example());
        var csv = (await Csv()).Replace("35.00", "38.50", StringComparison.Ordinal);

        Assert.False((await rates.Handle(new ValidateRates(Admin, "OTL", csv), default)).IsRefused);

        Assert.Single(stored);
    }

    [Fact]
    public async Task Table_for_another_version_is_stale()
    {
        await Store(Example());
        await Put((await Csv()).Replace("35.00", "38.50", StringComparison.Ordinal));

        var outcome = await rates.Handle(new PutRates(Admin, "OTL", await Csv(), 1), default);

        Assert.Equal(RefusalKind.Stale, outcome.Refusal!.Kind);
    }

    [Fact]
    public async Task Table_has_a_column_for_every_field_of_the_schema()
    {
        await Store(Example());
        var rate = JsonNode.Parse(RatePlanSchema.Text)!["properties"]!["rates"]!["items"]!;
        var fields = rate["oneOf"]!.AsArray().SelectMany(kind => kind!["properties"]!.AsObject()).Select(field => field.Key).Distinct();

        var columns = (await Csv()).Split("\r\n")[0].Split(',');

        Assert.Equal(fields.Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Versions_differ_by_ids_wherever_an_element_is_and_numbers_by_their_value()
    {
        await Store(Example());
        var plan = JsonNode.Parse(Example())!;
        var fleet = plan["fleet"]!.AsArray();
        var coach = fleet[2]!;
        fleet.RemoveAt(2);
        fleet.Insert(0, coach);
        plan["rates"]![0]!["price"] = 35.0;
        plan["zones"]![0]!["airports"]!.AsArray().Add("BWI");
        plan["charges"]!.AsArray().RemoveAt(8);
        plan["rules"]!.AsObject().Remove("blackouts");
        await Store(plan.ToJsonString());

        var changes = await Compare(2);

        Assert.Equal(
            [
                new PlanChange("rules.blackouts[#1]",
                    """{"from":"2029-12-31T18:00","to":"2030-01-01T04:00","zones":["OLDTOWN"]}""", null),
                new PlanChange("zones[DCA].airports[BWI]", null, "\"BWI\""),
                new PlanChange("charges[extraTime]", """{"kind":"extraTime","perHour":60.00}""", null),
            ],
            changes.Changes);
    }

    [Fact]
    public async Task First_version_is_new_as_a_whole()
    {
        await Store(Example());

        var changes = await Compare(1);

        Assert.Equal(0, changes.Since);
        Assert.Contains(changes.Changes, change => change.Path == "rates[S-HOUR]" && change.Before is null);
    }

    [Fact]
    public async Task Older_version_becomes_the_newest()
    {
        await Store(Example());
        await Store(Example().Replace("35.00", "38.50", StringComparison.Ordinal));

        var restored = await new RestoreRatePlanHandler(get, put).Handle(new RestoreRatePlan(Admin, "OTL", 1, 2), default);

        Assert.Equal(3, restored.Value.Version);
        Assert.Equal(Example(), stored[2].Document);
    }

    private async Task Store(string document) =>
        Assert.False((await put.Handle(new PutRatePlan(Admin, "OTL", document, null), default)).IsRefused);

    private async Task<string> Csv() => (await new GetRatesHandler(get).Handle(new GetRates(Admin, "OTL"), default)).Value.Csv;

    private Task<Outcome<PlanInForce>> Put(string csv) => rates.Handle(new PutRates(Admin, "OTL", csv, null), default);

    private async Task<PlanChanges> Compare(int version) =>
        (await new CompareRatePlansHandler(get).Handle(new CompareRatePlans(Admin, "OTL", version, null), default)).Value;

    private static string Example() => RatePlanDocumentTests.ExampleText();
}
