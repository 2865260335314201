using System.Globalization;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;
using GroundTransport.TestKit.Databases;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>The duration and the size of a run.</summary>
/// <param name="Rounds">How often each contender is measured.</param>
/// <param name="Lasting">The duration of one turn under load.</param>
/// <param name="Sells">The number of sales in one turn.</param>
/// <param name="Largest">The largest number of reservations, outbox rows and rates.</param>
/// <param name="OnBoth">Whether Sell and Detail are measured on SQLite and on PostgreSQL, since no database was chosen.</param>
public sealed record RunSettings(int Rounds, TimeSpan Lasting, int Sells, int Largest, bool OnBoth);

/// <summary>One run of the benchmarks, which all measures share.</summary>
public sealed class Run(RunSettings settings, Workspace workspace, GatewayBuild build, IDatabases databases, Report report,
    CancellationToken stopped)
{
    public RunSettings Settings => settings;

    public Workspace Workspace => workspace;

    public GatewayBuild Build => build;

    public IDatabases Databases => databases;

    public Report Report => report;

    public CancellationToken Stopped => stopped;

    public Wrk Wrk { get; } = new(workspace);

    /// <summary>Measures on SQLite and, if no database was chosen, on PostgreSQL too.</summary>
    public async Task OnBoth(string what, Func<Run, Task> measure)
    {
        await measure(this);
        if (!settings.OnBoth)
            return;
        if (PostgreSqlCluster.IsInstalled)
            await measure(new Run(settings, workspace, build, workspace.Own(new PostgreSqlServer()), report, stopped));
        else
            report.Line($"{what} on PostgreSQL: skipped, it isn't installed here. On Debian: apt-get install postgresql");
    }

    public static void Print(string progress) =>
        Console.Error.WriteLine($"{DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {progress}");

    /// <summary>Starts a gateway on a database of this name; it stops with the run unless stopped before.</summary>
    public async Task<Gateway> StartGateway(
        GatewayDatabase database, Uri? postBackUrl = null, IReadOnlyDictionary<string, string>? settings = null,
        MemoryGroup? group = null, IReadOnlyList<string>? under = null) =>
        workspace.Own(await Gateway.Start(build, database, workspace, stopped, postBackUrl, settings, group, under));

    /// <summary>
    /// Starts one of this program's own servers with the runtime settings (garbage collector, compilation) of the published
    /// gateway.
    /// </summary>
    public Task<ServerProcess> StartServer(params string[] arguments) => StartServer([], arguments);

    /// <param name="under">A command that runs it.</param>
    public async Task<ServerProcess> StartServer(IReadOnlyList<string> under, string[] arguments) => workspace.Own(
        await ServerProcess.Start(
            ["exec", "--runtimeconfig", Path.ChangeExtension(build.Assembly, ".runtimeconfig.json"), typeof(Run).Assembly.Location,
                .. arguments], workspace.Make("logs"), new Dictionary<string, string>(), "/health/ready", stopped, under: under));

    /// <summary>Measures each contender once in each round, starting with another one each time.</summary>
    public async Task<IReadOnlyDictionary<string,
        List<T>>> Alternate<T>(string what, IReadOnlyList<Contender> contenders, Func<Contender, Task<T>> turn)
    {
        var results = contenders.ToDictionary(contender => contender.Name, _ => new List<T>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            Print($"{what}: round {round + 1} of {settings.Rounds}");
            for (var place = 0; place < contenders.Count; place++)
            {
                var contender = contenders[(round + place) % contenders.Count];
                results[contender.Name].Add(await turn(contender));
            }
        }
        return results;
    }

    public Task<Load> Drive(Contender contender, int connections) =>
        Wrk.Run(contender.Server, contender.Call, connections, settings.Lasting, stopped);

    public async Task WarmUp(IEnumerable<Contender> contenders)
    {
        foreach (var contender in contenders)
        {
            Print($"warming up: {contender.Name}");
            await Wrk.Run(contender.Server, contender.Call, 16, 2 * settings.Lasting, stopped);
        }
    }
}

/// <summary>A contender that is measured in turn with others.</summary>
public sealed record Contender(string Name, ServerProcess Server, RepeatedCall Call);

/// <summary>A measured row as the tables print it.</summary>
public static class Rows
{
    public static readonly string[] Headings = ["", "calls/s", "p50 ms", "p99 ms", "server CPU µs/call"];

    public static string[] Of(string name, IReadOnlyList<Load> loads) =>
    [
        name, Statistic.Of(loads.Select(load => load.PerSecond)).Text("0"), Statistic.Of(loads.Select(load => load.P50.TotalMilliseconds))
            .Text(),
        Statistic.Of(loads.Select(load => load.P99.TotalMilliseconds)).Text(),
            Statistic.Of(loads.Select(load => load.CpuMicroseconds)).Text("0.0"),
    ];

    public static Statistic Throughput(IReadOnlyList<Load> of, IReadOnlyList<Load> against) =>
        Statistic.OfRatios([.. of.Select(load => load.PerSecond)], [.. against.Select(load => load.PerSecond)]);

    /// <summary>The other's CPU time divided by this one's: below 1 if this one needs more.</summary>
    public static Statistic Cpu(IReadOnlyList<Load> of, IReadOnlyList<Load> against) =>
        Statistic.OfRatios([.. against.Select(load => load.CpuMicroseconds)], [.. of.Select(load => load.CpuMicroseconds)]);

    public static Statistic P99(IReadOnlyList<Load> of, IReadOnlyList<Load> against) =>
        Statistic.OfRatios([.. of.Select(load => load.P99.TotalMilliseconds)], [.. against.Select(load => load.P99.TotalMilliseconds)]);
}
