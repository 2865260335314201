using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>Whether searches leak memory.</summary>
public static class MemoryMeasure
{
    private const int Callers = 16;
    private const int Parts = 4;

    public static async Task Go(Run run)
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
        run.Report.Chapter("Memory", $"Working set after a collection, over {searches} searches by {Callers} connections, after as many "
            + $"as a quarter of that to warm up.");
        run.Report.Table(["searches", "working set MB"],
            sets.Select((set, part) => new[] { $"{part * (searches / Parts)}", Statistic.Number(set / 1048576d, "0.0") }));
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
