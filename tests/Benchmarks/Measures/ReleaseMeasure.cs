using System.Diagnostics;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Running;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>Sell with two webhooks that answer, against an earlier build of the gateway without them.</summary>
public static class ReleaseMeasure
{
    private const int Callers = 16;
    private const int Webhooks = 2;

    /// <param name="earlier">The directory that the earlier build was published to.</param>
    public static async Task Go(Run run, string earlier)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var delivered = 0;
        await using var supplier = await StartSupplier(address, () => Interlocked.Increment(ref delivered), run.Stopped);
        var after = await run.StartGateway(await run.Databases.Create("after", run.Stopped));
        var before = run.Workspace.Own(await Gateway.StartEarlier(
            new GatewayBuild(Path.Combine(earlier, "GroundTransport.Api.dll")), await run.Databases.Create("before", run.Stopped),
            run.Workspace, run.Stopped));
        for (var number = 0; number < Webhooks; number++)
            await after.AddWebhook(new Uri(address, "/"), run.Stopped);
        var connections = new Dictionary<string, ConcurConnection>
        {
            ["after"] = await after.AddVendorWithConnection(run.Stopped),
            ["before"] = await before.AddVendorWithConnection(run.Stopped),
        };
        List<Contender> contenders =
        [
            new("after", after.Process, connections["after"].Searches), new("before", before.Process, connections["before"].Searches),
        ];
        var sold = 1;
        var behind = new List<double>();
        async Task<Load> Turn(Contender contender)
        {
            var concur = connections[contender.Name];
            var sells = await concur.PrepareSells(sold, run.Settings.Sells, run.Stopped);
            sold += sells.Count;
            var (cpu, due) = (contender.Server.Cpu, Volatile.Read(ref delivered) + Webhooks * sells.Count);
            var load = await ClosedLoop.Run(sells, Callers, sell => concur.Post(sell, run.Stopped), run.Stopped);
            var ended = Stopwatch.GetTimestamp();
            while (contender.Name == "after" && Volatile.Read(ref delivered) < due)
                await Task.Delay(TimeSpan.FromMilliseconds(10), run.Stopped);
            behind.Add(Stopwatch.GetElapsedTime(ended).TotalSeconds);
            return load with { ServerCpu = contender.Server.Cpu - cpu };
        }
        foreach (var contender in contenders)
        {
            for (var warmed = 0; warmed < SellMeasure.WarmUpSells; warmed += run.Settings.Sells)
                await Turn(contender);
        }
        behind.Clear();
        var loads = await run.Alternate("sell against an earlier build", contenders, Turn);
        run.Report.Chapter($"Sell against an earlier build ({after.Database.Provider})",
            $"{run.Settings.Sells} sales a turn by {Callers} callers. Two webhooks are told of each sale of the later build; its "
            + $"CPU includes all deliveries, the last of which came at most {behind.Max():0.0} s after the last sale.");
        run.Report.Table(Rows.Headings, contenders.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
        run.Report.AtLeast(
            0.9, "Sell with two webhooks to the earlier build, throughput", Rows.Throughput(loads["after"], loads["before"]));
        after.Dispose();
        before.Dispose();
    }

    private static async Task<WebApplication> StartSupplier(Uri address, Action delivered, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(address.ToString());
        app.MapPost("/", () =>
        {
            delivered();
            return Results.NoContent();
        });
        await app.StartAsync(ct);
        return app;
    }
}
