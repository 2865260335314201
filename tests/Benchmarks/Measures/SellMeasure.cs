using System.Globalization;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;
using GroundTransport.Benchmarks.Servers;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>Sell through the whole product, against the same statements written by hand, and against their inserts alone.</summary>
public static class SellMeasure
{
    private const int Callers = 16;

    /// <summary>The first sales of a process cost several times as much as those after: the runtime compiles what they run.</summary>
    public const int WarmUpSells = 10_000;

    public static Task Go(Run run) => run.OnBoth("Sell", On);

    private static async Task On(Run run)
    {
        var prepared = await PreparedDatabase.Make(run, "sell");
        var copy = await run.Databases.Copy(prepared.Database, "handwritten", run.Stopped);
        var inserted = await run.Databases.Copy(prepared.Database, "inserted", run.Stopped);
        var gateway = await run.StartGateway(prepared.Database);
        var handWritten = await StartHandWritten(run, prepared, copy);
        var concur = prepared.On(gateway);
        var byHand = concur with { Url = new Uri(handWritten.Url, concur.Url.AbsolutePath) };
        var inserts = await HandWrittenSell.Like(inserted, prepared.Sold, run.Stopped);
        var sold = 1;

        async Task<Load> Turn(Contender contender)
        {
            if (contender.Name == "inserts alone")
                return await ClosedLoop.Run(Enumerable.Range(0, run.Settings.Sells), Callers, _ =>
                    inserts.Insert(run.Stopped), run.Stopped);
            var sells = await concur.PrepareSells(sold, run.Settings.Sells, run.Stopped);
            sold += sells.Count;
            return contender.Name == "gateway"
                ? await ClosedLoop.Run(sells, Callers, sell => concur.Post(sell, run.Stopped), run.Stopped, gateway.Process)
                : await ClosedLoop.Run(sells, Callers, sell => byHand.PostWithoutCheck(sell, run.Stopped), run.Stopped, handWritten);
        }

        List<Contender> contenders = [new("gateway", gateway.Process, concur.Searches), new("hand-written", handWritten, concur.Searches),
            new("inserts alone", gateway.Process, concur.Searches)];
        Run.Print("warming up: sells");
        foreach (var contender in contenders)
        {
            for (var warmed = 0; warmed < WarmUpSells; warmed += run.Settings.Sells)
                await Turn(contender);
        }
        var loads = await run.Alternate("sell", contenders, Turn);
        run.Report.Chapter($"Sell on {prepared.Database.Provider}", $"{run.Settings.Sells} sales a turn by {Callers} callers, each of a "
            + $"quote of its own that was asked for before. Each contender has a database of its own with the same content.");
        run.Report.Table(Rows.Headings, contenders.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
        var ratio = Rows.Throughput(loads["gateway"], loads["hand-written"]);
        run.Report.Table(["ratio", "throughput"],
            [["gateway to hand-written", ratio.Text()],
            ["gateway to inserts alone", Rows.Throughput(loads["gateway"], loads["inserts alone"]).Text()]]);
        var provider = prepared.Database.Provider;
        run.Report.AtLeast(prepared.Database.IsSqlite ? 0.8 : 0.9, $"Sell to hand-written on {provider}, throughput", ratio);
        run.Report.AtLeast(
            0.5, $"Sell to hand-written on {provider}, server CPU", Rows.Cpu(loads["gateway"], loads["hand-written"]));
        gateway.Dispose();
        handWritten.Dispose();
        if (!prepared.Database.IsSqlite)
            await CountRoundTrips(run, prepared, copy, sold);
    }

    /// <summary>In turns of their own: what counts them slows them down.</summary>
    private static async Task CountRoundTrips(Run run, PreparedDatabase prepared, GatewayDatabase copy, int sold)
    {
        using var ofGateway = new RoundTripCounter(prepared.Database);
        using var ofHandWritten = new RoundTripCounter(copy);
        var gateway = await run.StartGateway(ofGateway.Database);
        var handWritten = await StartHandWritten(run, prepared, ofHandWritten.Database);
        var concur = prepared.On(gateway);
        var byHand = concur with { Url = new Uri(handWritten.Url, concur.Url.AbsolutePath) };
        var sells = await concur.PrepareSells(sold, run.Settings.Sells, run.Stopped);
        var before = (Gateway: ofGateway.Count, HandWritten: ofHandWritten.Count);
        await ClosedLoop.Run(sells, Callers, sell => byHand.PostWithoutCheck(sell, run.Stopped), run.Stopped);
        await ClosedLoop.Run(sells, Callers, sell => concur.Post(sell, run.Stopped), run.Stopped);
        run.Report.Table(["", "round trips to the database for a sale, and for what follows from it"],
            [["gateway", Each(ofGateway.Count - before.Gateway)], ["hand-written", Each(ofHandWritten.Count - before.HandWritten)]]);
        gateway.Dispose();
        handWritten.Dispose();

        string Each(long count) => Statistic.Number((double)count / sells.Count);
    }

    private static Task<ServerProcess> StartHandWritten(Run run, PreparedDatabase prepared, GatewayDatabase database) =>
        run.StartServer("serve-sells", "--provider", database.Provider, "--connection", database.ConnectionString,
            "--sold", Text(prepared.Sold), "--bytes", Text(prepared.ReplyBytes));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
