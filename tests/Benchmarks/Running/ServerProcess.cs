using System.Diagnostics;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Benchmarks.Running;

/// <summary>A server as a separate process on a free port of the loopback interface, with its output in a file as a container's.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string log;
    private bool ended;

    private ServerProcess(Process process, string log, Uri url) => (this.process, this.log, Url) = (process, log, url);

    public Uri Url { get; }

    public int Id => process.Id;

    /// <summary>The time from its start to its first successful response at the readiness path.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The largest that it ever was.</summary>
    public long PeakWorkingSet
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <param name="command">The arguments of <c>dotnet</c>: a .dll and its own arguments.</param>
    /// <param name="readyPath">The path that responds with 200 once the server is ready.</param>
    /// <param name="group">Limits its memory.</param>
    /// <param name="under">A command that runs it and leaves it its process id.</param>
    public static async Task<ServerProcess> Start(
        IReadOnlyList<string> command, string directory, IReadOnlyDictionary<string, string> environment, string readyPath,
            CancellationToken ct, MemoryGroup? group = null, IReadOnlyList<string>? under = null)
    {
        var url = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var log = Path.Combine(directory, $"{url.Port}.log");
        // exec: the shell that opens the log becomes the server, so that its id and its CPU time are the server's.
        var start = new ProcessStartInfo(
            "sh", ["-c", "log=$1; echo $$ >\"$2\"; shift 2; exec \"$@\" >\"$log\" 2>&1", "sh", log, group?.Members ?? "/dev/null",
                .. under ?? [], "dotnet", .. command])
        { WorkingDirectory = directory };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(inherited);
        start.Environment["ASPNETCORE_URLS"] = url.GetLeftPart(UriPartial.Authority);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;

        var began = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, log, url);
        try
        {
            await server.WaitUntilReady(readyPath, began, ct);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (ended)
            return;
        ended = true;
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task WaitUntilReady(string path, long began, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Url };
        while (true)
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > CallDeadline)
                throw new BenchmarkException($"A server isn't ready. It said:\n{await File.ReadAllTextAsync(log, ct)}");
            try
            {
                using var answer = await http.GetAsync(path, ct);
                if (answer.IsSuccessStatusCode)
                {
                    ReadyAfter = Stopwatch.GetElapsedTime(began);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It isn't listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5), ct);
        }
    }

    private static bool IsSetting(string variable) =>
        variable.StartsWith("ASPNETCORE", StringComparison.OrdinalIgnoreCase)
            || variable.StartsWith("GroundTransport", StringComparison.OrdinalIgnoreCase);
}
