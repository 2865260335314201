using System.Text.Json.Nodes;
using GroundTransport.Application.PricingServices;
using GroundTransport.Domain.Journeys;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.PricingServices;

/// <summary>The published schemas have the members that the reader knows, and those that requests have.</summary>
public class PricingSchemaTests
{
    public static TheoryData<string, string> Objects => new()
    {
        { "", "" },
        { "offers/0", "properties/offers/items" },
        { "offers/0/vehicle", "properties/offers/items/properties/vehicle" },
        { "offers/0/fare", "properties/offers/items/properties/fare" },
        { "offers/0/cancellation", "properties/offers/items/properties/cancellation" },
        { "offers/0/cancellation/tiers/0", "properties/offers/items/properties/cancellation/properties/tiers/items" },
        { "offers/0/cancellation/noShow", "properties/offers/items/properties/cancellation/properties/noShow" },
        { "offers/0/payment", "properties/offers/items/properties/payment" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Schema_of_answers_has_the_same_members_as_the_reader(string path, string place)
    {
        var answer = AnswerReaderTests.Read(AnswerReaderTests.Changed(whole => At(whole, path)["zzz"] = 1));
        var known = Assert.Single(answer.Mistakes).Message.ToString()["Unknown. Allowed here: ".Length..^1].Split(", ");

        Assert.Equal(Members(At(Schema("pricing-answer"), place)), known);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Schema_of_answers_and_the_reader_require_the_same_members(string path, string place)
    {
        foreach (var (name, _) in At(AnswerReaderTests.Changed(_ => { }), path).AsObject())
        {
            var isRequired = At(Schema("pricing-answer"), place)["required"]?.AsArray().Any(required => (string)required! == name) == true;
            var answer = AnswerReaderTests.Read(AnswerReaderTests.Changed(whole => At(whole, path).AsObject().Remove(name)));
            if (isRequired)
                Assert.Contains($".{name}", answer.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Schema_of_requests_has_the_members_of_a_request()
    {
        var request = JsonNode.Parse(new PriceRequest(
            "id", "LML", TestRides.Journey with { Discount = new DiscountCode("ACME", "", "1") },
            TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), VehicleType.Any, "en").ToJson())!;
        var schema = Schema("pricing-request");

        Assert.Equal(Members(schema), Names(request));
        Assert.Equal(Names(request), schema["required"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
        Assert.Equal(Members(At(schema, "$defs/place/oneOf/0")), Names(request["pickup"]!));
        Assert.Equal(Members(At(schema, "$defs/place/oneOf/1")), Names(request["dropoff"]!));
        Assert.Equal(Members(At(schema, "properties/discount/oneOf/1")), Names(request["discount"]!));
    }

    [Fact]
    public void Schema_of_confirm_requests_has_the_members_of_one() => Assert.Equal(
        Members(Schema("pricing-confirm-request")),
        Names(JsonNode.Parse(new ConfirmRequest("confirm_1", "id", TestOffers.Sedan).ToJson())!));

    private static JsonNode Schema(string name)
    {
        using var stream = typeof(PricingSchemaTests).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        return JsonNode.Parse(stream)!;
    }

    private static JsonNode At(string json, string path) => At(JsonNode.Parse(json)!, path);

    private static JsonNode At(JsonNode node, string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(
        node, (at, step) => int.TryParse(step, out var index) ? at[index]! : at[step]!);

    private static IEnumerable<string> Members(JsonNode schema) => Names(schema["properties"]!);

    private static IEnumerable<string> Names(JsonNode node) =>
        node.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal).ToList();
}
