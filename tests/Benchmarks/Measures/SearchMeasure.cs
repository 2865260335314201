using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>Search through the whole product, against a bare endpoint and a conventional stack.</summary>
public static partial class SearchMeasure
{
    private static readonly int[] Connections = [1, 16, 64];

    public static async Task Go(Run run)
    {
        var gateway = await run.StartGateway(await run.Databases.Create("search", run.Stopped));
        var concur = await gateway.AddVendorWithConnection(run.Stopped);
        var reply = await concur.Post(ConcurCalls.Search(), run.Stopped);
        var bytes = Encoding.UTF8.GetByteCount(reply);
        var bare = await run.StartServer("serve-bare", "--bytes", bytes.ToString(CultureInfo.InvariantCulture));
        var conventional = await run.StartServer(
            "serve-conventional", "--provider", gateway.Database.Provider, "--connection", gateway.Database.ConnectionString,
            "--authorization", concur.Authorization);
        List<Contender> contenders =
        [
            new("gateway", gateway.Process, concur.Searches),
            new("bare", bare, On(bare, concur.Searches)),
            new("conventional", conventional, On(conventional, concur.Searches)),
        ];
        await CheckAlike(concur, contenders[2].Call, reply, run.Stopped);
        await run.WarmUp(contenders);

        run.Report.Chapter("Search", $"One search, two rides, {bytes} bytes of reply. `wrk` on one thread of the same machine. Ratios "
            + $"are of the same round; CPU ratio: the other's CPU time by the gateway's.");
        var peak = 0d;
        foreach (var connections in Connections)
        {
            var loads = await run.Alternate($"search, {connections} connections", contenders, contender =>
                run.Drive(contender, connections));
            run.Report.Table([$"{connections} connections", .. Rows.Headings[1..]],
                contenders.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
            run.Report.Table(["ratio", "throughput", "CPU", "p99"], contenders.Skip(1).Select(other => new[]
            {
                $"gateway to {other.Name}", Rows.Throughput(loads["gateway"], loads[other.Name]).Text(),
                    Rows.Cpu(loads["gateway"], loads[other.Name]).Text(), Rows.P99(loads["gateway"], loads[other.Name]).Text(),
            }));
            peak = Math.Max(peak, Statistic.Of(loads["gateway"].Select(load => load.PerSecond)).Median);
            if (connections == 16)
                Judge(run.Report, loads);
        }
        await AtHalfOfThePeak(run, peak / 2, contenders);
        gateway.Dispose();
        bare.Dispose();
        conventional.Dispose();
    }

    private static void Judge(Report report, IReadOnlyDictionary<string, List<Load>> loads)
    {
        report.AtLeast(0.60, "Search to bare, throughput at 16 connections", Rows.Throughput(loads["gateway"], loads["bare"]));
        report.AtLeast(0.60, "Search to bare, server CPU at 16 connections", Rows.Cpu(loads["gateway"], loads["bare"]));
        report.AtLeast(3, "Search to the conventional stack, throughput at 16 connections",
            Rows.Throughput(loads["gateway"], loads["conventional"]));
    }

    private static async Task AtHalfOfThePeak(Run run, double perSecond, List<Contender> contenders)
    {
        var two = contenders.Take(2).ToList();
        var loads = await run.Alternate("search at half of the peak", two, contender =>
            OpenLoop.Run(contender.Server, contender.Call, perSecond, run.Settings.Lasting, run.Stopped));
        run.Report.Line($"At a constant {perSecond:0} searches a second, half of the gateway's peak, for both; latency counts from when "
            + $"a call was due.");
        run.Report.Table(["constant rate", .. Rows.Headings[1..]], two.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
        var ratio = Rows.P99(loads["gateway"], loads["bare"]);
        run.Report.Table(["ratio", "p99"], [["gateway to bare", ratio.Text()]]);
        run.Report.AtMost(5, "Search to bare, p99 at half of the peak", ratio);
    }

    private static RepeatedCall On(ServerProcess server, RepeatedCall call) =>
        call with { Url = new Uri(server.Url, call.Url.AbsolutePath) };

    /// <summary>The comparison is valid only between equal rides at equal prices.</summary>
    private static async Task CheckAlike(ConcurConnection concur, RepeatedCall conventional, string reply, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, conventional.Url)
        { Content = new StringContent(conventional.Body, Encoding.UTF8, "application/xml") };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(conventional.Authorization);
        using var response = await concur.Http.SendAsync(request, ct);
        var other = await response.Content.ReadAsStringAsync(ct);
        if (!Rides(reply).SequenceEqual(Rides(other)))
            throw new BenchmarkException($"The conventional stack answers other rides than the gateway:\n{other}\n{reply}");
    }

    private static IEnumerable<string> Rides(string reply) => RateAndVehicle().Matches(reply).Select(match => match.Value);

    [GeneratedRegex("<(RateID|Rate|BasePrice|ServiceCharge|Tax|VehicleID|VendorCode|RateTypeCode)>[^<]+<")]
    private static partial Regex RateAndVehicle();
}
