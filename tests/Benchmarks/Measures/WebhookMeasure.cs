using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>
/// The time from the supplier's acceptance to the receipt of its event at a webhook, at 100 deliveries a second: of one webhook, of ten
/// that answer, and of ten of which one never does.
/// </summary>
public static class WebhookMeasure
{
    /// <summary>Each booking is two events.</summary>
    private const int BookingsPerSecond = 50;

    private const int Webhooks = 10;

    public static async Task Go(Run run)
    {
        var one = await Measure(run, webhooks: 1, hanging: 0);
        var all = await Measure(run, Webhooks, hanging: 0);
        var others = await Measure(run, Webhooks, hanging: 1);
        run.Report.Chapter("Commit to webhook", "Rides are sold and accepted at once, two events each: "
            + $"{BookingsPerSecond} a second with one webhook, {BookingsPerSecond / Webhooks} a second with ten. "
            + "From the reply to the accept until its event arrives at the first webhook.");
        run.Report.Table(["", "p50 ms", "p99 ms"],
            [Row("one", one), Row("ten that answer", all), Row("nine, and one that never does", others)]);
        run.Report.AtMost(1000, "Commit to webhook, p99 in ms", Statistic.Of(one.Select(load => load.P99.TotalMilliseconds)));
        run.Report.AtMost(1.1, "One webhook of ten that never answers: p99 of the others to that without it", Rows.P99(others, all));
    }

    private static string[] Row(string name, IReadOnlyList<Load> loads) =>
    [
        name, Statistic.Of(loads.Select(load => load.P50.TotalMilliseconds)).Text("0.0"),
        Statistic.Of(loads.Select(load => load.P99.TotalMilliseconds)).Text("0.0"),
    ];

    private static async Task<IReadOnlyList<Load>> Measure(Run run, int webhooks, int hanging)
    {
        var receivedAt = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        await using var supplier = await StartSupplier(address, receivedAt, run.Stopped);
        var gateway = await run.StartGateway(await run.Databases.Create($"webhooks{webhooks}-{hanging}", run.Stopped));
        var connection = await gateway.AddVendorWithConnection(run.Stopped);
        await gateway.AddWebhook(new Uri(address, "/measured"), run.Stopped);
        for (var number = 1; number < webhooks; number++)
            await gateway.AddWebhook(new Uri(address, number <= hanging ? "/hanging" : "/other"), run.Stopped);
        await AcceptedBookings.Measure(
            connection, gateway, 0, BookingsPerSecond / webhooks, TimeSpan.FromSeconds(4), receivedAt, run.Stopped);

        var loads = new List<Load>();
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            Run.Print($"webhooks: {webhooks}, {hanging} of them hanging: round {round + 1} of {run.Settings.Rounds}");
            loads.Add(await AcceptedBookings.Measure(
                connection, gateway, 1000 * (round + 1), BookingsPerSecond / webhooks, run.Settings.Lasting, receivedAt, run.Stopped));
        }
        gateway.Dispose();
        return loads;
    }

    private static async Task<WebApplication> StartSupplier(
        Uri address, ConcurrentDictionary<string, long> receivedAt, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(address.GetLeftPart(UriPartial.Authority));
        app.MapPost("/other", () => Results.NoContent());
        app.MapPost("/hanging", async (HttpContext context) => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        app.MapPost("/measured", async (HttpContext context) =>
        {
            var arrived = Stopwatch.GetTimestamp();
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if (body.RootElement.GetProperty("type").GetString() == "reservation.accepted")
                receivedAt.TryAdd(body.RootElement.GetProperty("reservation").GetString()!, arrived);
            return Results.NoContent();
        });
        await app.StartAsync(ct);
        return app;
    }
}
