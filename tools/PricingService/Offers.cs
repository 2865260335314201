using System.Text.Json.Nodes;

namespace PricingService;

/// <summary>The prices of this example: a sedan for 42.50, a van for 70.00, two more for each further passenger.</summary>
public static class Offers
{
    /// <param name="request">As docs/schemas/pricing-request.schema.json describes it.</param>
    public static JsonObject Answer(JsonNode request, PriceBehaviour behaviour, DateTimeOffset now) =>
        behaviour == PriceBehaviour.FullyBooked
            ? new JsonObject { ["offers"] = new JsonArray(), ["reason"] = "fullyBooked" }
            : new JsonObject
            {
                ["offers"] = new JsonArray(
                    Offer(request, "sedan", "sedan", "A sedan for three", 3, 35.00m, behaviour, now),
                    Offer(request, "van", "van", "A van for eight", 8, 62.50m, PriceBehaviour.Answer, now)),
            };

    private static JsonObject Offer(
        JsonNode request, string id, string type, string description, int maxPassengers, decimal price, PriceBehaviour behaviour,
        DateTimeOffset now)
    {
        var start = (DateTimeOffset)request["start"]!;
        var basePrice = price + 2 * ((int)request["passengers"]! - 1);
        var rate = basePrice + 5.00m + 1.00m + 1.50m;
        return new JsonObject
        {
            ["offer"] = $"{id}-{Guid.NewGuid():N}" + (behaviour == PriceBehaviour.WrongOffer ? " \n" : ""),
            ["vehicle"] = new JsonObject
            {
                ["id"] = id,
                ["type"] = behaviour == PriceBehaviour.WrongType ? "hovercraft" : type,
                ["description"] = description,
                ["maxPassengers"] = maxPassengers,
            },
            ["fare"] = new JsonObject
            {
                ["type"] = "flat",
                ["currency"] = behaviour == PriceBehaviour.WrongCurrency ? "EUR" : "USD",
                ["basePrice"] = basePrice,
                ["serviceCharge"] = 5.00m,
                ["surCharge"] = 1.00m,
                ["surChargeDescription"] = "fuel",
                ["tax"] = 1.50m,
                ["rate"] = behaviour == PriceBehaviour.WrongSum ? rate + 0.01m : rate,
            },
            ["ends"] = Text((DateTimeOffset?)request["end"] ?? start.AddMinutes(30)),
            ["validUntil"] = Text(now.AddMinutes(behaviour == PriceBehaviour.Expired ? -1 : 15)),
            ["cancellation"] = new JsonObject
            {
                ["tiers"] = new JsonArray(
                    new JsonObject { ["hoursBefore"] = 24, ["percent"] = 0 }, new JsonObject { ["hoursBefore"] = 0, ["percent"] = 100 }),
            },
        };
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
