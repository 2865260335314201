using System.Text.Json.Nodes;
using GroundTransport.Application.Administration.RatePlans;
using Xunit;

namespace GroundTransport.Application.Tests.RatePlans;

/// <summary>The published schema and the reader agree.</summary>
public class RatePlanSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(RatePlanSchema.Text)!.AsObject();

    /// <summary>Each object of the example, and the part of the schema that describes it.</summary>
    public static TheoryData<string, string> Objects => new()
    {
        { "", "" },
        { "rules", "properties/rules" },
        { "rules.leadTimes[0]", "properties/rules/properties/leadTimes/items" },
        { "rules.blackouts[0]", "properties/rules/properties/blackouts/items" },
        { "zones[0]", "properties/zones/items" },
        { "zones[2].stationNames[0]", "properties/zones/items/properties/stationNames/items" },
        { "zones[3].cities[0]", "properties/zones/items/properties/cities/items" },
        { "fleet[0]", "properties/fleet/items" },
        { "rates[0]", "properties/rates/items/oneOf/0" },
        { "rates[2]", "properties/rates/items/oneOf/1" },
        { "rates[3]", "properties/rates/items/oneOf/2" },
        { "rates[6]", "properties/rates/items/oneOf/3" },
        { "charges[0]", "properties/charges/items/oneOf/0" },
        { "charges[2]", "properties/charges/items/oneOf/1" },
        { "charges[2].window", "properties/charges/items/oneOf/1/properties/window" },
        { "charges[5]", "properties/charges/items/oneOf/2" },
        { "charges[6]", "properties/charges/items/oneOf/3" },
        { "charges[7]", "properties/charges/items/oneOf/4" },
        { "charges[8]", "properties/charges/items/oneOf/5" },
        { "charges[9]", "properties/charges/items/oneOf/6" },
        { "discounts[0]", "properties/discounts/items" },
        { "cancellation[0]", "properties/cancellation/items" },
        { "cancellation[0].tiers[0]", "properties/cancellation/items/properties/tiers/items" },
        { "cancellation[0].noShow", "properties/cancellation/items/properties/noShow" },
        { "payment", "properties/payment" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Schema_has_the_same_members_as_the_reader(string path, string place)
    {
        var member = path.Length == 0 ? "zzz" : path + ".zzz";
        var mistake = Assert.Single(RatePlanDocument.Check(RatePlanMistakeTests.Changed(member, 1)).Mistakes);
        var known = mistake.Message.ToString()["Unknown. Allowed here: ".Length..^1].Split(", ");

        var described = At(place)["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

        Assert.Equal(described, known);
    }

    [Fact]
    public void Schema_describes_every_member() => Assert.Empty(Undescribed(Schema, "$").ToList());

    [Fact]
    public void Schema_and_reader_require_the_same_members()
    {
        foreach (var (path, place) in Objects.Select(row => row.Data))
        {
            foreach (var name in At(place)["required"]?.AsArray().Select(name => (string)name!) ?? [])
            {
                var member = path.Length == 0 ? name : $"{path}.{name}";
                var (plan, mistakes) = RatePlanDocument.Check(RatePlanMistakeTests.Changed(member, null));
                Assert.Null(plan);
                Assert.Contains("$." + member, mistakes.Select(mistake => mistake.Field.Name));
            }
        }
    }

    private static JsonNode At(string place) =>
        place.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(
            (JsonNode)Schema, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);

    private static IEnumerable<string> Undescribed(JsonNode? node, string path)
    {
        if (node is JsonObject { } schema && schema["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties)
            {
                if (string.IsNullOrWhiteSpace((string?)property!["description"]))
                    yield return $"{path}.{name}";
            }
        }
        var parts = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ($"{index}", item)),
            _ => [],
        };
        foreach (var (name, part) in parts)
        {
            foreach (var found in Undescribed(part, $"{path}/{name}"))
                yield return found;
        }
    }
}
