using System.Globalization;
using System.Text;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>The console's pages with few and with many reservations, of which a hundredth and a tenth wait for a decision.</summary>
public static class ConsoleMeasure
{
    private const int Callers = 4;
    private const int Reads = 1_000;
    private const int Small = 10_000;
    private const int SmallWaiting = 1_000;
    private const int LargeWaiting = 10_000;
    private const int Behind = 100;
    private const int MaxWaitingBytes = 100_000;

    private static readonly (string Name, Func<Site, int, string> Path)[] Pages =
    [
        ("what waits", (_, _) => "waiting"),
        ("its next page", (site, _) => site.NextWaiting),
        ("rides of today", (_, _) => "rides"),
        ("rides of a day", (site, _) => $"rides?day={site.Day}"),
        ("rides by name", (site, number) => $"rides?q={Reservations.WordOf(site.Word, number, site.Size)}"),
        ("a ride", (site, number) => $"rides/{site.Ids[number % site.Ids.Count]}"),
        ("deliveries", (_, _) => "deliveries"),
        ("drift", (_, _) => "deliveries/drift"),
        ("overview", (_, _) => "overview"),
    ];

    public static async Task Go(Run run)
    {
        var large = run.Settings.Largest;
        var prepared = await PreparedDatabase.Make(run, "console");
        var sites = new List<Site>();
        foreach (var (size, waiting) in new[] { (Small, SmallWaiting), (large, LargeWaiting) })
        {
            Run.Print($"filling a database with {size} reservations");
            var database = await run.Databases.Copy(prepared.Database, $"console{size}", run.Stopped);
            await Reservations.Fill(database, prepared.Sold, size, run.Stopped, waiting, Behind);
            sites.Add(await Site.Open(run, database, prepared.Sold, size));
        }
        var contenders = sites.Select(site => new Contender(Text(site.Size), site.Gateway.Process, prepared.Concur.Searches)).ToList();

        run.Report.Chapter("The console and the number of reservations", $"{Reads} reads a turn by {Callers} callers, of {Small} "
            + $"reservations with {SmallWaiting} that wait and of {large} with {LargeWaiting}, of each of which Concur lacks {Behind} "
            + $"({prepared.Database.Provider}).");
        Task<Load> Turn(Contender contender, Func<Site, int, string> path)
        {
            var site = sites[contenders.IndexOf(contender)];
            return ClosedLoop.Run(Enumerable.Range(1, Reads), Callers,
                number => site.Console.Read($"/console/{path(site, number)}", run.Stopped), run.Stopped, contender.Server);
        }
        // All pages before any is measured: they share most of their code, which the runtime compiles anew while it is young.
        foreach (var contender in contenders)
            foreach (var (_, path) in Pages)
                await Turn(contender, path);
        foreach (var (name, path) in Pages)
        {
            var loads = await run.Alternate($"console, {name}", contenders, contender => Turn(contender, path));
            run.Report.Table([name, .. Rows.Headings[1..]], contenders.Select(one => Rows.Of(one.Name, loads[one.Name])));
            run.Report.AtLeast(0.8, $"Console, {name}: {large} reservations to {Small}, throughput",
                Rows.Throughput(loads[Text(large)], loads[Text(Small)]));
        }
        run.Report.AtMost(MaxWaitingBytes, $"Console, bytes of what waits, {LargeWaiting} waiting",
            Statistic.Of([Encoding.UTF8.GetByteCount(await sites[^1].Console.Read("/console/waiting", run.Stopped))]));
        foreach (var site in sites)
            site.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A gateway on a filled database, and what is looked for in it.</summary>
    private sealed record Site(Gateway Gateway, ConsoleReader Console, int Size, string NextWaiting, string Day, string Word) : IDisposable
    {
        public IReadOnlyList<string> Ids { get; } = Reservations.Some(Size, 1_000);

        public static async Task<Site> Open(Run run, GatewayDatabase database, long sold, int size)
        {
            await using var connection = await database.Open(run.Stopped);
            var word = (await RowCopy.ReadAll(connection, "reservation_words", sold, run.Stopped))
                .Select(row => (string)row["word"]).First(word => word.All(char.IsAsciiLetter));
            var pickup = (long)(await RowCopy.Read(connection, "reservations", sold, run.Stopped))["pickup_at"];
            var day = DateTimeOffset.FromUnixTimeMilliseconds(pickup).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var gateway = await run.StartGateway(database);
            var console = await gateway.SignIn(run.Stopped);
            var waiting = await console.Read("/console/waiting", run.Stopped);
            var next = waiting.Split("waiting?cursor=")[1].Split('"')[0];
            return new Site(gateway, console, size, $"waiting?cursor={next}", day, word);
        }

        public void Dispose()
        {
            Console.Dispose();
            Gateway.Dispose();
        }
    }
}
