using System.Diagnostics;
using System.Text;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>
/// From the start of the process until it is ready, on the demo data, beside the bare server's time; and the first search after that.
/// </summary>
public static class StartUpMeasure
{
    private const string AsInTheImage = "as in the image", WithoutReadyToRun = "without ReadyToRun", Bare = "the bare server";

    public static async Task Go(Run run)
    {
        Run.Print("publishing without ReadyToRun");
        var jitted = await GatewayBuild.PublishWithoutReadyToRun(run.Workspace, run.Stopped);
        (string Name, Func<Task<(double Ready, double? FirstSearch)>> Start)[] contenders =
        [
            (AsInTheImage, () => Start(run, run.Build)),
            (WithoutReadyToRun, () => Start(run, jitted)),
            (Bare, () => StartBare(run)),
        ];
        // The first start of each creates its database and fills the page cache.
        foreach (var (_, start) in contenders)
            await start();
        var taken = contenders.ToDictionary(contender => contender.Name, _ => new List<(double Ready, double? FirstSearch)>());
        for (var round = 0; round < 2 * run.Settings.Rounds; round++)
        {
            Run.Print($"startup: round {round + 1} of {2 * run.Settings.Rounds}");
            foreach (var (name, start) in round % 2 == 0 ? contenders : contenders.Reverse())
                taken[name].Add(await start());
        }
        run.Report.Chapter("Start-up", "Warm, on the demo data: until `/health/ready` answers, then one search on a new connection.");
        run.Report.Table(["", "seconds until ready", "ms of the first search"], contenders.Select(contender => new[]
        {
            contender.Name, Statistic.Of(taken[contender.Name].Select(one => one.Ready)).Text(),
            contender.Name == Bare ? "" : Statistic.Of(taken[contender.Name].Select(one => one.FirstSearch!.Value)).Text("0.0"),
        }));
        var image = taken[AsInTheImage];
        run.Report.AtMost(0.8, "Ready after, in seconds, as in the image", Statistic.Of(image.Select(one => one.Ready)));
        run.Report.AtMost(50, "First search after that, in ms", Statistic.Of(image.Select(one => one.FirstSearch!.Value)));
    }

    /// <summary>The gateway with the demo data, in a directory that all starts of the build share.</summary>
    public static Task<ServerProcess> StartDemo(Run run, GatewayBuild build)
    {
        var directory = run.Workspace.Make(Path.Combine("startup", Path.GetFileName(Path.GetDirectoryName(build.Assembly)!)));
        return ServerProcess.Start([build.Assembly], directory,
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" }, "/health/ready", run.Stopped);
    }

    private static async Task<(double Ready, double? FirstSearch)> Start(Run run, GatewayBuild build)
    {
        using var server = await StartDemo(run, build);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DemoData.UserName}:{DemoData.Password}"));
        var call = new RepeatedCall(new Uri(server.Url, Gateway.ConcurPath), $"Basic {credentials}", ConcurCalls.Search());
        var began = Stopwatch.GetTimestamp();
        using var connection = await LeanConnection.Open(call, run.Stopped);
        await connection.Call(run.Stopped);
        return (server.ReadyAfter.TotalSeconds, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private static async Task<(double Ready, double? FirstSearch)> StartBare(Run run)
    {
        using var server = await run.StartServer("serve-bare", "--bytes", "1000");
        return (server.ReadyAfter.TotalSeconds, null);
    }
}
