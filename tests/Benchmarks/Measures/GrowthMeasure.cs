using System.Globalization;
using GroundTransport.Application;
using GroundTransport.Application.Delivery;
using GroundTransport.Application.PostBacks;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;
using GroundTransport.Infrastructure;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>The speed as rates, vendors, reservations and the outbox grow.</summary>
public static class GrowthMeasure
{
    private const int Callers = 16;
    private const int Claims = 25;
    private static readonly int[] Rates = [10, 100, 1_000, 10_000];
    private static readonly int[] Vendors = [1, 10, 100];
    private static readonly int[] Reserved = [10_000, 100_000, 1_000_000];

    public static async Task Go(Run run)
    {
        await OfRates(run);
        await OfVendors(run);
        await OfReservations(run);
        await OfTheOutbox(run);
    }

    private static async Task OfRates(Run run)
    {
        var gateway = await run.StartGateway(await run.Databases.Create("rates", run.Stopped));
        var contenders = new List<Contender>();
        foreach (var rates in Rates)
            contenders.Add(new Contender(
                Text(rates), gateway.Process, (await gateway.AddVendorWithConnection(run.Stopped, $"R{rates}", rates)).Searches));
        await run.WarmUp(contenders);
        var loads = await run.Alternate("growth of rates", contenders, contender => run.Drive(contender, Callers));
        gateway.Dispose();
        run.Report.Chapter("Search and the number of rates",
            $"One vendor for each size in one gateway; the search finds the same two rides. {Callers} connections.");
        Compare(run.Report, "rates", contenders, loads);
        run.Report.AtMost(1.5, $"Cost of Search, {Rates[^1]} rates to {Rates[0]}, by throughput",
            Rows.Throughput(loads[Text(Rates[0])], loads[Text(Rates[^1])]));
    }

    private static async Task OfVendors(Run run)
    {
        var gateway = await run.StartGateway(await run.Databases.Create("vendors", run.Stopped));
        var codes = Enumerable.Range(0, Vendors[^1]).Select(number => string.Create(CultureInfo.InvariantCulture, $"V{number:000}"))
            .ToList();
        foreach (var code in codes)
            await gateway.AddVendor(code, BenchmarkPlan.Document(), run.Stopped);
        var contenders = new List<Contender>();
        foreach (var vendors in Vendors)
            contenders.Add(new Contender(
                Text(vendors), gateway.Process, (await gateway.AddConnection([.. codes.Take(vendors)], run.Stopped)).Searches));
        await run.WarmUp(contenders);
        var loads = await run.Alternate("growth of vendors", contenders, contender => run.Drive(contender, Callers));
        gateway.Dispose();
        run.Report.Chapter("Search and the number of vendors", $"One gateway with {Vendors[^1]} vendors; connections that sell the "
            + $"first so many of them. Each vendor offers two rides, so that the reply grows too.");
        Compare(run.Report, "vendors", contenders, loads);
    }

    private static async Task OfReservations(Run run)
    {
        var prepared = await PreparedDatabase.Make(run, "reservations");
        var sizes = Reserved.Where(size => size <= run.Settings.Largest).ToList();
        var gateways = new Dictionary<string, (Gateway Gateway, ConcurConnection Concur)>();
        foreach (var size in sizes)
        {
            Run.Print($"filling a database with {size} reservations");
            var database = await run.Databases.Copy(prepared.Database, $"reservations{size}", run.Stopped);
            await Reservations.Fill(database, prepared.Sold, size, run.Stopped);
            var gateway = await run.StartGateway(database);
            gateways[Text(size)] = (gateway, prepared.On(gateway));
        }
        var details = sizes.Select(size =>
            new Contender(Text(size), gateways[Text(size)].Gateway.Process,
            gateways[Text(size)].Concur.Details(Reservations.Some(size, 10_000)))).ToList();
        await run.WarmUp(details);
        var read = await run.Alternate("growth of reservations, detail", details, contender => run.Drive(contender, Callers));
        var from = 0;
        async Task<Load> Sell(Contender contender)
        {
            var (gateway, concur) = gateways[contender.Name];
            var sells = await concur.PrepareSells(from += run.Settings.Sells, run.Settings.Sells, run.Stopped);
            return await ClosedLoop.Run(sells, Callers, sell => concur.Post(sell, run.Stopped), run.Stopped, gateway.Process);
        }
        foreach (var contender in details)
            await Sell(contender);
        var sold = await run.Alternate("growth of reservations, sell", details, Sell);
        foreach (var (gateway, _) in gateways.Values)
            gateway.Dispose();
        run.Report.Chapter("Detail and Sell and the number of reservations",
            $"A gateway for each size ({prepared.Database.Provider}). {Callers} callers.");
        Compare(run.Report, "Detail at", details, read);
        Compare(run.Report, "Sell at", details, sold);
        foreach (var (what, loads) in new[] { ("Detail", read), ("Sell", sold) })
            run.Report.AtLeast(0.8, $"{what} at {sizes[^1]} reservations to {sizes[0]}, throughput",
                Rows.Throughput(loads[Text(sizes[^1])], loads[Text(sizes[0])]));
    }

    private static async Task OfTheOutbox(Run run)
    {
        var prepared = await PreparedDatabase.Make(run, "outbox", accepted: true);
        var rows = new List<string[]>();
        foreach (var (size, waiting) in Reserved.Where(size => size <= run.Settings.Largest)
            .SelectMany(size => new[] { (size, Math.Min(size, 1_000)), (size, size) }))
        {
            Run.Print($"claims at {size} outbox rows, {waiting} of them due");
            var database = await run.Databases.Copy(prepared.Database, $"outbox{size}-{waiting}", run.Stopped);
            await Reservations.FillOutbox(database, prepared.Sold, size, waiting, run.Stopped);
            var load = await Claim(database, run.Stopped);
            rows.Add([Text(size), Text(waiting), Statistic.Number(load.P50.TotalMilliseconds, "0.00"),
                Statistic.Number(load.P99.TotalMilliseconds, "0.00")]);
        }
        run.Report.Chapter("Claiming PostBacks",
            $"{Claims} claims of eight rows each, one after the other, by the product's own outbox ({prepared.Database.Provider}).");
        run.Report.Table(["rows in the outbox", "of them due", "p50 ms", "p99 ms"], rows);
    }

    private static async Task<Load> Claim(GatewayDatabase database, CancellationToken ct)
    {
        var settings = new PostBackSettings { Url = new Uri("http://127.0.0.1:9") };
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(settings)
            .AddSingleton(new DatabaseInitializerSettings(null, false)).AddApplication()
                .AddInfrastructure(new DatabaseSettings(Enum.Parse<DatabaseProvider>(database.Provider), database.ConnectionString, true),
                settings);
        await using var provider = services.BuildServiceProvider();
        var outbox = provider.GetRequiredService<IPostBackOutbox>();
        await outbox.Claim(8, DestinationFilter.All, ct);
        return await ClosedLoop.Run(Enumerable.Range(0, Claims), 1, async _ =>
        {
            var claimed = await outbox.Claim(8, DestinationFilter.All, ct);
            if (claimed.Count != 8)
                throw new BenchmarkException($"A claim took {claimed.Count} rows.");
        }, ct);
    }

    private static void Compare(Report report, string what, IReadOnlyList<Contender> sizes, IReadOnlyDictionary<string, List<Load>> loads)
    {
        var first = loads[sizes[0].Name];
        report.Table([what, .. Rows.Headings[1..], "throughput to the first"],
            sizes.Select(size => (string[])[.. Rows.Of(size.Name, loads[size.Name]), Rows.Throughput(loads[size.Name], first).Text()]));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
