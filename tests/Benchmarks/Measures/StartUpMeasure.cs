using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>From the start of the process until it is ready, on the demo data.</summary>
public static class StartUpMeasure
{
    public static async Task Go(Run run)
    {
        Run.Print("publishing without ReadyToRun");
        var jitted = await GatewayBuild.PublishWithoutReadyToRun(run.Workspace, run.Stopped);
        (string Name, GatewayBuild Build)[] builds = [("as in the image", run.Build), ("without ReadyToRun", jitted)];
        // The first start of each creates its database and fills the page cache.
        foreach (var (_, build) in builds)
            await Start(build, run);
        var taken = builds.ToDictionary(build => build.Name, _ => new List<double>());
        for (var round = 0; round < 2 * run.Settings.Rounds; round++)
        {
            foreach (var (name, build) in round % 2 == 0 ? builds : builds.Reverse())
                taken[name].Add((await Start(build, run)).TotalSeconds);
        }
        run.Report.Chapter("Start-up", "Warm, on the demo data: until `/health/ready` answers.");
        run.Report.Table(["", "seconds"], builds.Select(build => new[] { build.Name, Statistic.Of(taken[build.Name]).Text() }));
        run.Report.AtMost(2, "Ready after, in seconds, as in the image", Statistic.Of(taken["as in the image"]));
    }

    private static async Task<TimeSpan> Start(GatewayBuild build, Run run)
    {
        var directory = run.Workspace.Make(Path.Combine("startup", Path.GetFileName(Path.GetDirectoryName(build.Assembly)!)));
        using var server = await ServerProcess.Start([build.Assembly], directory,
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" }, "/health/ready", run.Stopped);
        return server.ReadyAfter;
    }
}
