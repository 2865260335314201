using System.Text;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>ReservationDetail through the whole product, against the same read written by hand, and beside Search.</summary>
public static class DetailMeasure
{
    private const int Reservations = 500;

    public static Task Go(Run run) => run.OnBoth("Detail", On);

    private static async Task On(Run run)
    {
        var gateway = await run.StartGateway(await run.Databases.Create("detail", run.Stopped));
        var concur = await gateway.AddVendorWithConnection(run.Stopped);
        var ids = new List<string>();
        foreach (var sell in await concur.PrepareSells(0, Reservations, run.Stopped))
            ids.Add(ConcurCalls.ReservationIn(await concur.Post(sell, run.Stopped)));
        var handWritten = await run.StartServer(
            "serve-details", "--provider", gateway.Database.Provider, "--connection", gateway.Database.ConnectionString);
        var call = concur.Details(ids);
        var byHand = call with { Url = new Uri(handWritten.Url, call.Url.AbsolutePath) };
        var bytes = await CheckAlike(concur, concur with { Url = byHand.Url }, ids[0], run.Stopped);
        List<Contender> contenders = [new("gateway", gateway.Process, call), new("hand-written", handWritten, byHand),
            new("Search", gateway.Process, concur.Searches)];
        await run.WarmUp(contenders);
        var database = gateway.Database.IsSqlite ? "SQLite" : "PostgreSQL";
        run.Report.Chapter($"Detail on {database}", $"{Reservations} reservations in turn, {bytes} bytes of reply.");
        foreach (var connections in new[] { 1, 16 })
        {
            var loads = await run.Alternate($"detail, {connections} connections", contenders, contender =>
                run.Drive(contender, connections));
            run.Report.Table([$"{connections} connections", .. Rows.Headings[1..]],
                contenders.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
            run.Report.Table(["ratio", "throughput", "CPU"], contenders.Skip(1).Select(other => new[]
            {
                $"gateway to {other.Name}", Rows.Throughput(loads["gateway"], loads[other.Name]).Text(),
                    Rows.Cpu(loads["gateway"], loads[other.Name]).Text(),
            }));
            if (connections == 16)
                Judge(run, database, loads);
        }
        gateway.Dispose();
        handWritten.Dispose();
    }

    private static void Judge(Run run, string database, IReadOnlyDictionary<string, List<Load>> loads)
    {
        run.Report.AtLeast(0.60, $"Detail to hand-written on {database}, throughput at 16 connections",
            Rows.Throughput(loads["gateway"], loads["hand-written"]));
        run.Report.AtLeast(0.60, $"Detail to hand-written on {database}, server CPU at 16 connections",
            Rows.Cpu(loads["gateway"], loads["hand-written"]));
        if (database == "SQLite")
            run.Report.AtLeast(0.50, "Detail to Search on SQLite, throughput at 16 connections",
                Rows.Throughput(loads["gateway"], loads["Search"]));
    }

    /// <summary>The comparison is valid only between equal replies; gives their size.</summary>
    private static async Task<int> CheckAlike(ConcurConnection gateway, ConcurConnection byHand, string id, CancellationToken ct)
    {
        var reply = await gateway.Post(ConcurCalls.Detail(id), ct);
        var other = await byHand.Post(ConcurCalls.Detail(id), ct);
        return reply == other
            ? Encoding.UTF8.GetByteCount(reply)
            : throw new BenchmarkException($"The hand-written endpoint answers something else than the gateway:\n{other}\n{reply}");
    }
}
