using System.Globalization;
using System.Text;
using GroundTransport.Benchmarks.Messages;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>ReservationDetail through the whole product, against a bare endpoint.</summary>
public static class DetailMeasure
{
    private const int Reservations = 500;

    public static async Task Go(Run run)
    {
        var gateway = await run.StartGateway(await run.Databases.Create("detail", run.Stopped));
        var concur = await gateway.AddVendorWithConnection(run.Stopped);
        var ids = new List<string>();
        foreach (var sell in await concur.PrepareSells(0, Reservations, run.Stopped))
            ids.Add(ConcurCalls.ReservationIn(await concur.Post(sell, run.Stopped)));
        var bytes = Encoding.UTF8.GetByteCount(await concur.Post(ConcurCalls.Detail(ids[0]), run.Stopped));
        var bare = await run.StartServer("serve-bare", "--bytes", bytes.ToString(CultureInfo.InvariantCulture));
        var call = concur.Details(ids);
        List<Contender> contenders = [new("gateway", gateway.Process, call),
            new("bare", bare, call with { Url = new Uri(bare.Url, call.Url.AbsolutePath) })];
        await run.WarmUp(contenders);
        run.Report.Chapter("Detail", $"{Reservations} reservations in turn, {bytes} bytes of reply, {gateway.Database.Provider}.");
        foreach (var connections in new[] { 1, 16 })
        {
            var loads = await run.Alternate($"detail, {connections} connections", contenders, contender =>
                run.Drive(contender, connections));
            run.Report.Table([$"{connections} connections", .. Rows.Headings[1..]],
                contenders.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
            run.Report.Table(["ratio", "throughput", "CPU"],
                [["gateway to bare", Rows.Throughput(loads["gateway"], loads["bare"]).Text(),
                Rows.Cpu(loads["gateway"], loads["bare"]).Text()]]);
        }
        gateway.Dispose();
        bare.Dispose();
    }
}
