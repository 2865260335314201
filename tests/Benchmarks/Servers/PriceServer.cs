using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GroundTransport.Benchmarks.Servers;

/// <summary>
/// A pricing service that has its answer of two offers ready, so that its own time is that of a bare endpoint; and one that never answers.
/// </summary>
public static class PriceServer
{
    public const string PricesPath = "/prices", HangingPath = "/hanging";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static async Task Serve(CancellationToken ct)
    {
        await using var app = BareServer.Build();
        var (answer, madeAt) = (Array.Empty<byte>(), 0L);
        app.MapPost(PricesPath, async context =>
        {
            await BareServer.ReadWhole(context.Request);
            context.Response.ContentType = "application/json";
            if (answer.Length == 0 || Stopwatch.GetElapsedTime(madeAt) > Lifetime / 2)
                (answer, madeAt) = (Answer(), Stopwatch.GetTimestamp());
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer);
        });
        app.MapPost(HangingPath, async context =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // The gateway gave up.
            }
        });
        await app.RunAsync(ct);
    }

    private static byte[] Answer()
    {
        static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        var (ends, validUntil) = (Text(Messages.ConcurCalls.FirstPickup.AddHours(1)), Text(DateTimeOffset.UtcNow + Lifetime));
        return Encoding.UTF8.GetBytes($$"""
            { "offers": [
            { "offer": "7f3c-sedan", "vehicle": { "id": "sedan", "type": "sedan", "description": "A sedan for three", "maxPassengers": 3 },
              "fare": { "type": "flat", "currency": "USD", "basePrice": 35.00, "serviceCharge": 5.00, "surCharge": 1.00,
                        "surChargeDescription": "fuel", "tax": 1.50, "rate": 42.50 }, "ends": "{{ends}}", "validUntil": "{{validUntil}}" },
            { "offer": "7f3c-van", "vehicle": { "id": "van", "type": "van", "description": "A van for eight", "maxPassengers": 8 },
              "fare": { "type": "flat", "currency": "USD", "basePrice": 62.50, "serviceCharge": 5.00, "surCharge": 1.00,
                        "surChargeDescription": "fuel", "tax": 1.50, "rate": 70.00 }, "ends": "{{ends}}", "validUntil": "{{validUntil}}" }
            ] }
            """);
    }
}
