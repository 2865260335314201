using System.Globalization;
using System.Text.Json.Nodes;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Messages;

/// <summary>The measured rate plan: docs/examples/rate-plan.json with a fleet that is never sold out and any number of rates.</summary>
public static class BenchmarkPlan
{
    private const int Vehicles = 1000;

    /// <param name="rates">The number of rates. The searched route always has the same two; the others are between other zones.</param>
    public static string Document(int rates = 7)
    {
        var plan = JsonNode.Parse(Resources.Read("rate-plan.json"))!;
        foreach (var vehicle in plan["fleet"]!.AsArray())
            vehicle!["count"] = Vehicles;
        var listed = plan["rates"]!.AsArray();
        var others = rates - listed.Count;
        var zones = (int)Math.Ceiling(Math.Sqrt(Math.Max(0, others)));
        for (var number = 0; number < zones; number++)
            plan["zones"]!.AsArray().Add(
                new JsonObject { ["code"] = Zone(number), ["postalCodes"] = new JsonArray(Text(60000 + number)), ["gdsCity"] = "CHI" });
        for (var number = 0; number < others; number++)
        {
            listed.Add(new JsonObject
            {
                ["id"] = $"R{Text(number)}",
                ["kind"] = "flat",
                ["vehicleId"] = "sedan",
                ["from"] = Zone(number / zones),
                ["to"] = Zone(number % zones),
                ["price"] = 20 + number % 100,
                ["minutes"] = 15 + number % 60,
            });
        }
        return plan.ToJsonString();
    }

    private static string Zone(int number) => $"Z{Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
