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

    /// <summary>Several vendors, each with a fleet whose lock the sales of the others don't wait for.</summary>
    private const int Fleets = 50;

    public static Task Go(Run run) => run.OnBoth("Sell", async on =>
    {
        var isSqlite = on.Databases is SqliteFiles;
        await Compare(on, new Conditions("sell", "", isSqlite ? 0.8 : 0.9));
        if (!isSqlite)
            await Compare(on, new Conditions("fleets", $" with {Fleets} fleets", 0.9) { Fleets = Fleets });
        else if (SlowFlush.IsInstalled)
            await Compare(on, new Conditions("flush", SlowFlush.Where, 1.2) { Under = SlowFlush.Command });
        else
            on.Report.Line("Sell" + SlowFlush.Missing);
    });

    /// <param name="Name">The beginning of the databases' names.</param>
    /// <param name="Where">As the report says it.</param>
    /// <param name="Target">Of the throughput, to the hand-written endpoint's.</param>
    private sealed record Conditions(string Name, string Where, double Target)
    {
        public int Fleets { get; init; } = 1;

        /// <summary>The command that runs both servers.</summary>
        public IReadOnlyList<string> Under { get; init; } = [];
    }

    private static async Task Compare(Run run, Conditions conditions)
    {
        var prepared = await PreparedDatabase.Make(run, conditions.Name, fleets: conditions.Fleets);
        var provider = prepared.Database.Provider;
        var copy = await run.Databases.Copy(prepared.Database, $"{conditions.Name}_handwritten", run.Stopped);
        var inserted = await run.Databases.Copy(prepared.Database, $"{conditions.Name}_inserted", run.Stopped);
        var gateway = await run.StartGateway(prepared.Database, under: conditions.Under);
        var handWritten = await StartHandWritten(run, prepared, copy, conditions.Under);
        var connections = prepared.AllOn(gateway);
        var (concur, sold) = (connections[0], 1);
        var byHand = concur with { Url = new Uri(handWritten.Url, concur.Url.AbsolutePath) };
        var inserts = await HandWrittenSell.Like(inserted, prepared.Sold, run.Stopped);

        async Task<Load> Turn(Contender contender)
        {
            if (contender.Name == "inserts alone")
                return await ClosedLoop.Run(Enumerable.Range(0, run.Settings.Sells), Callers, _ =>
                    inserts.Insert(run.Stopped), run.Stopped);
            var sells = await ConcurConnection.PrepareSells(connections, sold, run.Settings.Sells, run.Stopped);
            sold += sells.Count;
            return contender.Name == "gateway"
                ? await ClosedLoop.Run(sells, Callers, sell => sell.Post(run.Stopped), run.Stopped, gateway.Process)
                : await ClosedLoop.Run(
                    sells, Callers, sell => byHand.PostWithoutCheck(sell.Message, run.Stopped), run.Stopped, handWritten);
        }

        List<Contender> contenders = [new("gateway", gateway.Process, concur.Searches), new("hand-written", handWritten, concur.Searches)];
        // They are made by this process, whose flushes nothing holds up.
        if (conditions.Under.Count == 0)
            contenders.Add(new("inserts alone", gateway.Process, concur.Searches));
        Run.Print($"warming up: sells{conditions.Where}");
        foreach (var contender in contenders)
        {
            for (var warmed = 0; warmed < WarmUpSells; warmed += run.Settings.Sells)
                await Turn(contender);
        }
        var loads = await run.Alternate($"sell{conditions.Where}", contenders, Turn);
        run.Report.Chapter($"Sell on {provider}{conditions.Where}", $"{run.Settings.Sells} sales a turn by {Callers} callers, each of a "
            + $"quote of its own that was asked for before. Each contender has a database of its own with the same content.");
        run.Report.Table(Rows.Headings, contenders.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
        var ratio = Rows.Throughput(loads["gateway"], loads["hand-written"]);
        run.Report.Table(["gateway to", "throughput"], contenders.Skip(1).Select(other =>
            new[] { other.Name, Rows.Throughput(loads["gateway"], loads[other.Name]).Text() }));
        run.Report.AtLeast(conditions.Target, $"Sell to hand-written on {provider}{conditions.Where}, throughput", ratio);
        run.Report.AtLeast(
            0.5, $"Sell to hand-written on {provider}{conditions.Where}, server CPU", Rows.Cpu(loads["gateway"], loads["hand-written"]));
        gateway.Dispose();
        handWritten.Dispose();
        if (!prepared.Database.IsSqlite && conditions.Fleets == 1)
            await CountRoundTrips(run, prepared, copy, sold);
    }

    /// <summary>In turns of their own: what counts them slows them down.</summary>
    private static async Task CountRoundTrips(Run run, PreparedDatabase prepared, GatewayDatabase copy, int sold)
    {
        using var ofGateway = new RoundTripCounter(prepared.Database);
        using var ofHandWritten = new RoundTripCounter(copy);
        var gateway = await run.StartGateway(ofGateway.Database);
        var handWritten = await StartHandWritten(run, prepared, ofHandWritten.Database, under: []);
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

    private static Task<ServerProcess> StartHandWritten(
        Run run, PreparedDatabase prepared, GatewayDatabase database, IReadOnlyList<string> under) => run.StartServer(
            under,
            ["serve-sells", "--provider", database.Provider, "--connection", database.ConnectionString,
                "--sold", Text(prepared.Sold), "--bytes", Text(prepared.ReplyBytes)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
