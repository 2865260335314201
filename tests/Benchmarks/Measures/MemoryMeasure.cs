using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>How much memory the gateway needs: idle, under full load in a small container, and over many searches.</summary>
public static class MemoryMeasure
{
    private const int Callers = 16;
    private const int Parts = 4;
    private const double Megabyte = 1024 * 1024;
    private const int ContainerMegabytes = 256;

    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(60);

    public static async Task Go(Run run)
    {
        await Idle(run);
        await InContainer(run);
        await OverSearches(run);
    }

    /// <summary>As <see cref="StartUpMeasure"/> starts it.</summary>
    private static async Task Idle(Run run)
    {
        var sets = new List<double>();
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            Run.Print($"memory: idle: round {round + 1} of {run.Settings.Rounds}");
            using var server = await StartUpMeasure.StartDemo(run, run.Build);
            await Task.Delay(UntilIdle, run.Stopped);
            sets.Add(server.WorkingSet / Megabyte);
        }
        run.Report.Chapter("Memory, idle", $"Working set {UntilIdle.TotalSeconds} s after the start, SQLite with the demo data.");
        run.Report.Table(["", "working set MB"], [["idle", Statistic.Of(sets).Text("0.0")]]);
        run.Report.AtMost(120, "Idle working set in MB", Statistic.Of(sets));
    }

    /// <summary>The runtime sizes its heap by the control group's limit, as in a container.</summary>
    private static async Task InContainer(Run run)
    {
        run.Report.Chapter("Memory, full load", $"Searches by 64 connections of `wrk`, then {run.Settings.Sells} sales by {Callers} "
            + $"callers, then half as many searches a second, in a control group of {ContainerMegabytes} MB.");
        if (MemoryGroup.TryCreate(ContainerMegabytes * (long)Megabyte) is not { } group)
        {
            run.Report.Line("Not measured: this process may create no control group.");
            return;
        }
        run.Workspace.Own(group);
        var gateway = await run.StartGateway(await run.Databases.Create("container", run.Stopped), group: group);
        var concur = await gateway.AddVendorWithConnection(run.Stopped);
        Run.Print("memory: warming up in the container");
        await run.Wrk.Run(gateway.Process, concur.Searches, 64, run.Settings.Lasting, run.Stopped);
        var (rates, pauses) = (new List<double>(), new List<double>());
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            Run.Print($"memory: in the container: round {round + 1} of {run.Settings.Rounds}");
            var load = await run.Wrk.Run(gateway.Process, concur.Searches, 64, run.Settings.Lasting, run.Stopped);
            var sells = await concur.PrepareSells(round * run.Settings.Sells, run.Settings.Sells, run.Stopped);
            await ClosedLoop.Run(sells, Callers, sell => concur.Post(sell, run.Stopped), run.Stopped);
            var half = await CollectionPauses.During(gateway.Process, () => OpenLoop.Run(
                gateway.Process, concur.Searches, load.PerSecond / 2, run.Settings.Lasting, run.Stopped), run.Stopped);
            rates.Add(load.PerSecond);
            pauses.Add(half.DefaultIfEmpty(0).Max());
        }
        var most = gateway.Process.PeakWorkingSet / Megabyte;
        gateway.Dispose();
        run.Report.Table(["", ""],
        [
            ["searches a second", Statistic.Of(rates).Text("0")],
            ["largest working set MB", Statistic.Number(most, "0.0")],
            ["longest pause ms at half of the peak", Statistic.Of(pauses).Text("0.0")],
        ]);
        run.Report.AtMost(ContainerMegabytes, "Largest working set in MB under full load in a container of 256 MB", Statistic.Of([most]));
        run.Report.AtMost(20, "Longest pause of a collection in ms, at half of the peak", Statistic.Of([pauses.Max()]));
    }

    private static async Task OverSearches(Run run)
    {
        var searches = Math.Min(200_000, run.Settings.Largest);
        var gateway = await run.StartGateway(await run.Databases.Create("memory", run.Stopped));
        var call = (await gateway.AddVendorWithConnection(run.Stopped)).Searches;
        // Until every method has its final code and each pool its final size.
        await Search(call, searches / Parts, run);
        var sets = new List<long> { await HeapCollector.WorkingSetCollected(gateway.Process, run.Stopped) };
        for (var part = 1; part <= Parts; part++)
        {
            Run.Print($"memory: part {part} of {Parts}");
            await Search(call, searches / Parts, run);
            sets.Add(await HeapCollector.WorkingSetCollected(gateway.Process, run.Stopped));
        }
        gateway.Dispose();
        run.Report.Chapter("Memory over searches", $"Working set after a collection, over {searches} searches by {Callers} connections, "
            + $"after as many as a quarter of that to warm up.");
        run.Report.Table(["searches", "working set MB"],
            sets.Select((set, part) => new[] { $"{part * (searches / Parts)}", Statistic.Number(set / Megabyte, "0.0") }));
        run.Report.AtMost(1.10, $"Working set after {searches} searches to before", Statistic.Of([(double)sets[^1] / sets[0]]));
    }

    private static async Task Search(RepeatedCall call, int count, Run run)
    {
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            using var connection = await LeanConnection.Open(call, run.Stopped);
            for (var number = 0; number < count / Callers; number++)
                await connection.Call(run.Stopped);
        }));
    }
}
