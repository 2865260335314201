using System.Globalization;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Loads;

/// <summary>One call that wrk repeats.</summary>
/// <param name="Items">The values that replace <c>@ITEM@</c> in the body, one per call.</param>
public sealed record RepeatedCall(Uri Url, string Authorization, string Body, IReadOnlyList<string>? Items = null)
{
    public string ContentType { get; init; } = "application/xml";

    /// <summary>Whether any status will do.</summary>
    public bool MayBeRefused { get; init; }
}

/// <summary>Calls a server with Debian's wrk: as many calls as this many connections can make.</summary>
public sealed class Wrk(Workspace workspace)
{
    private readonly string script = workspace.Write("wrk.lua", Resources.Read("wrk.lua"));
    private int files;

    /// <exception cref="BenchmarkException">wrk isn't installed.</exception>
    public static void CheckInstalled()
    {
        if (!Programs.IsInstalled("wrk"))
            throw new BenchmarkException("wrk isn't installed. On Debian: apt-get install wrk");
    }

    public async Task<Load> Run(ServerProcess server, RepeatedCall call, int connections, TimeSpan lasting, CancellationToken ct)
    {
        List<string> arguments =
        [
            "-t1", $"-c{connections}", $"-d{Math.Max(1, (int)Math.Round(lasting.TotalSeconds))}s", "-s", script, call.Url.ToString(), "--",
            call.Authorization, call.ContentType, workspace.Write($"body-{++files}", call.Body),
        ];
        if (call.Items is not null)
            arguments.Add(workspace.Write($"items-{files}", string.Join('\n', call.Items)));
        var before = server.Cpu;
        var output = await Programs.Run("wrk", arguments, ct);
        var cpu = server.Cpu - before;
        return Read(output, cpu);
    }

    private static Load Read(string output, TimeSpan cpu)
    {
        var values = output.Split('\n').Last(line => line.StartsWith("requests=", StringComparison.Ordinal)).Split(' ')
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        if (values["errors"] > 0)
            throw new BenchmarkException($"wrk met {values["errors"]} errors in {values["requests"]} calls.");
        return new Load(values["requests"], TimeSpan.FromMicroseconds(values["microseconds"]),
            TimeSpan.FromMicroseconds(values["p50"]), TimeSpan.FromMicroseconds(values["p99"]), cpu);
    }
}
