using System.Globalization;
using System.Text;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;
using GroundTransport.Benchmarks.Servers;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>
/// What a search over a pricing service costs more than one by the rate plan, against what a bare post of the same bytes adds to a bare
/// endpoint; and what a service that never answers costs the searches of nine others.
/// </summary>
public static class PricingMeasure
{
    private const int Vendors = 10;

    /// <summary>At its peak the machine is busy, and the longest waits say only which call lost a core.</summary>
    private const int PartOfPeak = 4;

    /// <summary>A p99 of a few hundred calls is the mark of a handful of them: these turns last longer than others.</summary>
    private const int Longer = 5;

    /// <summary>Searches of the tenth vendor, each of its own.</summary>
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromMilliseconds(50);

    public static async Task Go(Run run)
    {
        var prices = await run.StartServer("serve-prices");
        await Cost(run, new Uri(prices.Url, PriceServer.PricesPath));
        await OneHanging(run, prices.Url);
        prices.Dispose();
    }

    private static async Task Cost(Run run, Uri service)
    {
        var gateway = await run.StartGateway(await run.Databases.Create("pricing", run.Stopped));
        var planned = await gateway.AddVendorWithConnection(run.Stopped);
        await gateway.AddPricedVendor("PRICED", service, run.Stopped);
        var priced = await gateway.AddConnection(["PRICED"], run.Stopped);
        var reply = await priced.Post(Messages.ConcurCalls.Search(), run.Stopped);
        var bytes = Encoding.UTF8.GetByteCount(reply).ToString(CultureInfo.InvariantCulture);
        var bare = await run.StartServer("serve-bare", "--bytes", bytes);
        var relay = await run.StartServer("serve-relay", "--bytes", bytes, "--service", service.ToString());
        List<Contender> contenders =
        [
            new("by the service", gateway.Process, priced.Searches),
            new("by the plan", gateway.Process, planned.Searches),
            new("bare, with a post", relay, priced.Searches with { Url = new Uri(relay.Url, priced.Url.AbsolutePath) }),
            new("bare", bare, priced.Searches with { Url = new Uri(bare.Url, priced.Url.AbsolutePath) }),
        ];
        await run.WarmUp(contenders);
        run.Report.Chapter("Search over a pricing service", "The service has its answer of two offers ready: its own time is that of a "
            + "bare endpoint. What it adds to a search, against what a bare HttpClient's post of the same bytes adds to a bare endpoint.");
        foreach (var connections in (int[])[1, 16])
        {
            var loads = await run.Alternate(
                $"pricing, {connections} connections", contenders, contender => run.Drive(contender, connections));
            run.Report.Table([$"{connections} connections", .. Rows.Headings[1..]],
                contenders.Select(contender => Rows.Of(contender.Name, loads[contender.Name])));
            if (connections == 1)
                run.Report.AtMost(1.2, "A service in a search to a bare post, p50", Added(loads, load => load.P50.TotalMilliseconds));
            else
                run.Report.AtMost(1.2, "A service in a search to a bare post, server CPU", Added(loads, load => load.CpuMicroseconds));
        }
        gateway.Dispose();
        bare.Dispose();
        relay.Dispose();
    }

    private static Statistic Added(IReadOnlyDictionary<string, List<Load>> loads, Func<Load, double> of) => Statistic.OfRatios(
        [.. loads["by the service"].Zip(loads["by the plan"], (with, without) => of(with) - of(without))],
        [.. loads["bare, with a post"].Zip(loads["bare"], (with, without) => of(with) - of(without))]);

    private static async Task OneHanging(Run run, Uri prices)
    {
        var gateway = await run.StartGateway(await run.Databases.Create("hanging", run.Stopped));
        for (var number = 1; number < Vendors; number++)
            await gateway.AddPricedVendor($"V{number}", new Uri(prices, PriceServer.PricesPath), run.Stopped);
        await gateway.AddPricedVendor("FINE", new Uri(prices, PriceServer.PricesPath), run.Stopped);
        await gateway.AddPricedVendor("HANGS", new Uri(prices, PriceServer.HangingPath), run.Stopped);
        var nine = await gateway.AddConnection([.. Enumerable.Range(1, Vendors - 1).Select(number => $"V{number}")], run.Stopped);
        var searches = new Contender("nine", gateway.Process, nine.Searches);
        await run.WarmUp([searches]);
        var perSecond = (await run.Drive(searches, 16)).PerSecond / PartOfPeak;
        List<(string Name, ConcurConnection Tenth)> cases =
        [
            ("the tenth answers", await gateway.AddConnection(["FINE"], run.Stopped)),
            ("the tenth never does", await gateway.AddConnection(["HANGS"], run.Stopped)),
        ];
        var loads = cases.ToDictionary(one => one.Name, _ => new List<Load>());
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            Run.Print($"pricing, one of ten hanging: round {round + 1} of {run.Settings.Rounds}");
            for (var place = 0; place < cases.Count; place++)
            {
                var (name, tenth) = cases[(round + place) % cases.Count];
                loads[name].Add(await Beside(tenth, Search, run.Stopped));
            }
        }
        run.Report.Chapter("One pricing service of ten that never answers", $"A constant {perSecond:0} searches a second over nine "
            + $"services, a quarter of the peak, while somebody else searches the tenth {1 / BetweenSearches.TotalSeconds:0} times a "
            + "second. Latency counts from when a call was due.");
        run.Report.Table(["constant rate", .. Rows.Headings[1..]], cases.Select(one => Rows.Of(one.Name, loads[one.Name])));
        run.Report.AtMost(1.1, "One pricing service of ten that never answers: p99 of the others to that without it",
            Rows.P99(loads["the tenth never does"], loads["the tenth answers"]));
        gateway.Dispose();

        Task<Load> Search() => OpenLoop.Run(gateway.Process, searches.Call, perSecond, Longer * run.Settings.Lasting, run.Stopped);
    }

    /// <summary>Drives a load while the tenth vendor is searched.</summary>
    private static async Task<Load> Beside(ConcurConnection tenth, Func<Task<Load>> drive, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var searching = Search();
        try
        {
            return await drive();
        }
        finally
        {
            await over.CancelAsync();
            await searching;
        }

        async Task Search()
        {
            var underWay = new List<Task>();
            using var timer = new PeriodicTimer(BetweenSearches);
            try
            {
                while (await timer.WaitForNextTickAsync(over.Token))
                    underWay.Add(tenth.PostWithoutCheck(Messages.ConcurCalls.Search(), ct));
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(underWay);
            }
        }
    }
}
