using System.Collections.Concurrent;
using System.Diagnostics;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>The time from the supplier's acceptance to Concur's receipt of it, at 50 bookings a second.</summary>
public static class PostBackMeasure
{
    private const int PerSecond = 50;
    private const string Success =
        "<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>";

    public static async Task Go(Run run)
    {
        var receivedAt = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/PostBack");
        await using var concur = await StartConcur(address, receivedAt, run.Stopped);
        var gateway = await run.StartGateway(await run.Databases.Create("latency", run.Stopped), address);
        var connection = await gateway.AddVendorWithConnection(run.Stopped);
        await AcceptedBookings.Measure(connection, gateway, 0, PerSecond, TimeSpan.FromSeconds(4), receivedAt, run.Stopped);

        var loads = new List<Load>();
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            Run.Print($"latency: round {round + 1} of {run.Settings.Rounds}");
            loads.Add(await AcceptedBookings.Measure(
                connection, gateway, 1000 * (round + 1), PerSecond, run.Settings.Lasting, receivedAt, run.Stopped));
        }
        gateway.Dispose();
        run.Report.Chapter("Accept to PostBack", $"{PerSecond} times a second a ride is sold and accepted at once "
            + $"({gateway.Database.Provider}). From the reply to the accept until the PostBack arrives at Concur's address.");
        run.Report.Table(["", "p50 ms", "p99 ms"],
            [["accept to PostBack", Statistic.Of(loads.Select(load => load.P50.TotalMilliseconds)).Text("0.0"),
            Statistic.Of(loads.Select(load => load.P99.TotalMilliseconds)).Text("0.0")]]);
        run.Report.AtMost(1000, "Accept to PostBack on the wire, p99 in ms",
            Statistic.Of(loads.Select(load => load.P99.TotalMilliseconds)));
    }

    private static async Task<WebApplication> StartConcur(Uri address, ConcurrentDictionary<string, long> receivedAt, CancellationToken ct)
    {
        // Not the bare server: that logs to the console, where the report is printed.
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(address.GetLeftPart(UriPartial.Authority));
        app.MapPost(address.AbsolutePath, async (HttpContext context) =>
        {
            var arrived = Stopwatch.GetTimestamp();
            using var reader = new StreamReader(context.Request.Body);
            receivedAt.TryAdd(ConcurCalls.ReservationIn(await reader.ReadToEndAsync(context.RequestAborted)), arrived);
            return Results.Text(Success, "application/xml");
        });
        await app.StartAsync(ct);
        return app;
    }
}
