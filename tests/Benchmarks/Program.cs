using System.CommandLine;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Measures;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;
using GroundTransport.Benchmarks.Servers;
using GroundTransport.Benchmarks.Servers.Conventional;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GroundTransport.Benchmarks;

/// <summary>Measures the gateway (docs/performance.md): everything, or one measure.</summary>
internal static class Program
{
    private static readonly Option<int> Rounds =
        new("--rounds") { Description = "Turns of each contender.", DefaultValueFactory = _ => 5, Recursive = true };
    private static readonly Option<double> Seconds =
        new("--seconds") { Description = "How long a turn under load lasts.", DefaultValueFactory = _ => 8, Recursive = true };
    private static readonly Option<int> Sells =
        new("--sells") { Description = "Sales in a turn.", DefaultValueFactory = _ => 2000, Recursive = true };
    private static readonly Option<int> Largest =
        new("--largest")
        {
            Description = "The most reservations, outbox rows and searches of the growth and memory measures.",
            DefaultValueFactory = _ => 1_000_000,
            Recursive = true
        };
    private static readonly Option<string> Database =
        new("--database")
        {
            Description = "sqlite, or postgresql: a cluster that is thrown away. Without it: sqlite, and Sell and Detail on both.",
            DefaultValueFactory = _ => "",
            Recursive = true
        };
    private static readonly Option<string> Earlier =
        new("--earlier") { Description = "The directory of the earlier build, published.", Required = true };
    private static readonly Option<int> Bytes = new("--bytes") { Required = true };
    private static readonly Option<string> Service = new("--service") { Required = true };
    private static readonly Option<string> Provider = new("--provider") { Required = true };
    private static readonly Option<string> Connection = new("--connection") { Required = true };
    private static readonly Option<string> Authorization = new("--authorization") { Required = true };
    private static readonly Option<long> Sold = new("--sold") { Required = true };

    private static readonly (string Name, string Description, Func<Run, Task> Go)[] Measured =
    [
        ("search", "Search against a bare endpoint and a conventional stack.", SearchMeasure.Go),
        ("sell", "Sell against a hand-written endpoint.", SellMeasure.Go),
        ("changes", "Accept, Update and Cancel, beside Sell.", ChangeMeasure.Go),
        ("detail", "ReservationDetail against a hand-written endpoint.", DetailMeasure.Go),
        ("latency", "From accept to PostBack at 50 bookings a second.", PostBackMeasure.Go),
        ("backlog", "Ten thousand due PostBacks at 200 ms an answer.", BacklogMeasure.Go),
        ("webhooks", "From accept to webhook at 100 deliveries a second, also with one that never answers.", WebhookMeasure.Go),
        ("pricing", "Search over a pricing service against a bare post, and with one of ten services hanging.", PricingMeasure.Go),
        ("feed", "Reads of the event feed at ten thousand and at ten million events.", FeedMeasure.Go),
        ("guess", "Search while somebody guesses its password 2,000 times a second; a million guesses are --seconds 100.", GuessMeasure.Go),
        ("micro", "Parse, encode, price, sign, verify, render.", MicroMeasure.Go),
        ("growth", "Search, Sell, Detail and claim as everything grows.", GrowthMeasure.Go),
        ("console", "The console's pages with ten thousand and with a million reservations.", ConsoleMeasure.Go),
        ("memory", "The working set over 200,000 searches.", MemoryMeasure.Go),
        ("startup", "Until ready, with and without ReadyToRun.", StartUpMeasure.Go),
    ];

    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Measures the gateway side by side with what it is compared to; prints Markdown.") { Rounds, Seconds,
            Sells, Largest, Database };
        root.Add(Command("all", "Everything.", async run =>
        {
            foreach (var (_, _, measure) in Measured)
                await measure(run);
        }));
        foreach (var (name, description, go) in Measured)
            root.Add(Command(name, description, go));
        var release = new Command("release", "Sell with two webhooks against an earlier build.") { Earlier };
        release.SetAction((parsed, ct) => Measure(parsed, run => ReleaseMeasure.Go(run, parsed.GetRequiredValue(Earlier)), ct));
        root.Add(release);
        root.Add(Server("serve-bare", [Bytes], (parsed, ct) => BareServer.Serve(parsed.GetValue(Bytes), ct)));
        root.Add(Server("serve-prices", [], (_, ct) => PriceServer.Serve(ct)));
        root.Add(Server("serve-relay", [Bytes, Service], (parsed, ct) =>
            RelayServer.Serve(parsed.GetValue(Bytes), new Uri(parsed.GetRequiredValue(Service)), ct)));
        root.Add(Server("serve-conventional", [Provider, Connection, Authorization], (parsed, ct) =>
            ConventionalServer.Serve(DatabaseOf(parsed), parsed.GetRequiredValue(Authorization), ct)));
        root.Add(Server("serve-details", [Provider, Connection], (parsed, ct) => HandWrittenServer.ServeDetails(DatabaseOf(parsed), ct)));
        root.Add(Server("serve-sells", [Provider, Connection, Sold, Bytes], (parsed, ct) =>
            HandWrittenServer.ServeSells(DatabaseOf(parsed), parsed.GetValue(Sold), parsed.GetValue(Bytes), ct)));
        try
        {
            return await root.Parse(args)
                .InvokeAsync(new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeSpan.FromMinutes(1)
                });
        }
        catch (Exception ended) when (ended is BenchmarkException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(ended.Message);
            return 1;
        }
    }

    private static Command Command(string name, string description, Func<Run, Task> go)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, ct) => Measure(parsed, go, ct));
        return command;
    }

    private static Command Server(string name, Option[] options, Func<ParseResult, CancellationToken, Task> serve)
    {
        var command = new Command(name, "Started by the others.") { Hidden = true };
        foreach (var option in options)
            command.Add(option);
        command.SetAction(serve);
        return command;
    }

    private static async Task Measure(ParseResult parsed, Func<Run, Task> go, CancellationToken ct)
    {
        Wrk.CheckInstalled();
        var onPostgreSql = parsed.GetRequiredValue(Database).ToUpperInvariant() switch
        {
            "" or "SQLITE" => false,
            "POSTGRESQL" => true,
            var other => throw new BenchmarkException($"--database is '{other}'. Use sqlite or postgresql."),
        };
        var settings = new RunSettings(parsed.GetValue(Rounds), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Sells),
            parsed.GetValue(Largest), parsed.GetRequiredValue(Database).Length == 0);
        await using var workspace = new Workspace();
        IDatabases databases = onPostgreSql ? workspace.Own(new PostgreSqlServer()) : new SqliteFiles(workspace);
        Run.Print("publishing the gateway");
        var report = new Report(Console.Out);
        report.Machine(onPostgreSql ? "PostgreSQL" : $"SQLite {SqliteDialect.LibraryVersion}");
        await go(new Run(settings, workspace, await GatewayBuild.Publish(workspace, ct), databases, report, ct));
        report.Targets();
    }

    private static GatewayDatabase DatabaseOf(ParseResult parsed)
    {
        var provider = parsed.GetRequiredValue(Provider);
        return new GatewayDatabase(provider, parsed.GetRequiredValue(Connection),
            provider == SqliteFiles.Provider ? SqliteFactory.Instance : NpgsqlFactory.Instance);
    }
}
