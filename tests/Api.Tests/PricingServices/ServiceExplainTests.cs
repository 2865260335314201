using System.Text.Json.Nodes;
using GroundTransport.Api.AdminEndpoints;
using PricingService;

namespace GroundTransport.Api.Tests.PricingServices;

/// <summary>Explain shows what a pricing service was asked and what it answered.</summary>
public sealed class ServiceExplainTests(PricingFixture fixture) : IClassFixture<PricingFixture>
{
    [Fact]
    public async Task Explain_shows_request_answer_and_prices()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);

        var explained = await Explain(vendor, Examples.Explain);

        Assert.Equal("2 offered.", (string?)explained["result"]);
        Assert.Equal([44.5m, 72m], explained["vehicles"]!.AsArray().Select(vehicle => (decimal)vehicle!["rate"]!));
        Assert.Equal(service.Service.Requests[^1].Body, (string?)explained["service"]!["request"]);
        Assert.Equal(("offered", 200, ""),
            ((string?)explained["service"]!["result"], (int)explained["service"]!["status"]!, (string?)explained["service"]!["why"]));
        Assert.Equal(2, JsonNode.Parse((string)explained["service"]!["answer"]!)!["offers"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(PriceBehaviour.WrongSum, "refused", "$.offers[0].fare.rate")]
    [InlineData(PriceBehaviour.WrongCurrency, "refused", "$.offers[0].fare.currency")]
    [InlineData(PriceBehaviour.WrongType, "refused", "$.offers[0].vehicle.type")]
    [InlineData(PriceBehaviour.Expired, "refused", "$.offers[0].validUntil")]
    [InlineData(PriceBehaviour.WrongOffer, "refused", "$.offers[0].offer")]
    [InlineData(PriceBehaviour.Html, "refused", "$")]
    [InlineData(PriceBehaviour.Flood, "refused", null)]
    [InlineData(PriceBehaviour.Fail, "errorStatus", null)]
    [InlineData(PriceBehaviour.Break, "unreachable", null)]
    [InlineData(PriceBehaviour.Trickle, "timeout", null)]
    [InlineData(PriceBehaviour.FullyBooked, "nothingOffered", null)]
    public async Task Explain_says_what_is_wrong_with_an_answer(PriceBehaviour behaviour, string result, string? path)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, behaviour == PriceBehaviour.Trickle ? "\"timeoutMs\": 300" : "");
        service.Behaviour = new Behaviour(behaviour);

        var explained = (await Explain(vendor, Examples.Explain))["service"]!;

        Assert.Equal(result, (string?)explained["result"]);
        Assert.Equal(path, (string?)explained["mistakes"]!.AsArray().FirstOrDefault()?["path"]);
        Assert.Equal(result == "nothingOffered", ((string)explained["why"]!).Length == 0);
    }

    [Fact]
    public async Task Explain_shows_the_plans_prices_where_they_take_over_and_asks_whatever_the_circuit()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service, "\"onFailure\": \"plan\"", hasPlan: true);
        service.Behaviour = new Behaviour(PriceBehaviour.Fail);
        for (var search = 0; search < 8; search++)
            await fixture.Search(vendor);
        var asked = service.Asked;

        var explained = await Explain(vendor, Examples.Explain);

        Assert.Equal((1, true), ((int)explained["planVersion"]!, (bool)explained["service"]!["planPrices"]!));
        Assert.NotEmpty(explained["rules"]!.AsArray());
        Assert.Equal(asked + 1, service.Asked);
    }

    [Fact]
    public async Task Explain_of_a_quote_shows_what_it_guarantees_and_the_price_now()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        var quote = (await fixture.Search(vendor))["Limos/Limo/RateInfo/CategoryCode"]!;
        service.Behaviour = new Behaviour(PriceBehaviour.FullyBooked);

        var explained = await Explain(vendor, $$"""{ "quote": "{{quote}}" }""");

        Assert.Equal(("valid", 4250L), ((string?)explained["quote"]!["state"], (long)explained["quote"]!["rateInMinorUnits"]!));
        Assert.Empty(explained["vehicles"]!.AsArray());
    }

    [Theory]
    [InlineData("\"name\": \"Union Station\"", "Union Station")]
    [InlineData("\"code\": \"WAS\"", "")]
    public async Task Explain_takes_a_station_by_code_or_name_as_the_request_writes_it(string place, string name)
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);
        var search = JsonNode.Parse(Examples.Explain)!;
        search["pickup"] = JsonNode.Parse($$"""{ "kind": "station", "city": "Washington", "state": "DC", {{place}} }""");

        await Explain(vendor, search.ToJsonString());

        Assert.Equal(name, (string?)JsonNode.Parse(service.Service.Requests[^1].Body)!["pickup"]!["name"]);
    }

    [Fact]
    public async Task Explain_of_a_ride_in_the_past_asks_nobody()
    {
        var service = await fixture.StartService();
        var vendor = await fixture.CreateVendor(service);

        var explained = await Explain(vendor, Examples.Explain.Replace("2030-03-06", "2029-03-06", StringComparison.Ordinal));

        Assert.Contains("has passed", (string?)explained["result"], StringComparison.Ordinal);
        Assert.Equal(("", 0), ((string?)explained["service"]!["request"], service.Asked));
    }

    private Task<JsonNode> Explain(PricedVendor vendor, string body) =>
        fixture.Supplier.Ok(HttpMethod.Post, $"/vendors/{vendor.Code}/explain", body);
}
