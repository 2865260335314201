using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GroundTransport.TestKit.Gateways;

/// <summary>The gateway as a separate process, as it is deployed. The test project must reference GroundTransport.Api.</summary>
public sealed class GatewayProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly List<LogWait> waits = [];
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="directory">The working directory, which contains the default database.</param>
    /// <param name="environment">Variables beside the inherited ones, of which those of ASP.NET Core and of the gateway are
    /// removed.</param>
    /// <param name="arguments">The gateway's command line.</param>
    public GatewayProcess(string directory, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GroundTransport.Api.dll"), .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsOfTheGateway).ToList())
            start.Environment.Remove(inherited);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        // Most run for seconds: as for the tests themselves, profile-guided optimization costs more than it gives.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The gateway exited: " + Output));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static Dictionary<string, string> Development => new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" };

    /// <summary>What the process has written to its standard output and error.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>The address on which the gateway listens; waits until it does.</summary>
    public Task<Uri> Url() => listening.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public async Task<HttpClient> Client() => new() { BaseAddress = await Url() };

    /// <summary>The physical memory that the process has, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Waits until it can serve.</summary>
    public async Task WaitUntilReady()
    {
        using var http = await Client();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            using var answer = await http.GetAsync("/health/ready", timeout.Token);
            if (answer.IsSuccessStatusCode)
                return;
        }
        while (await tick.WaitForNextTickAsync(timeout.Token));
    }

    /// <summary>Waits until the output contains a text this many times.</summary>
    public async Task WaitForOutput(string text, int times)
    {
        var wait = new LogWait(text);
        lock (output)
        {
            var found = output.ToString().Split(text).Length - 1;
            if (found >= times)
                return;
            wait.Missing = times - found;
            waits.Add(wait);
        }
        await wait.Found.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>SIGKILL: no signal handler runs and nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM, which a platform sends before it stops a process.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Waits for the end of the process and returns its exit code.</summary>
    public async Task<int> Exit()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private static bool IsOfTheGateway(string variable) =>
        variable.StartsWith("ASPNETCORE", StringComparison.OrdinalIgnoreCase)
            || variable.StartsWith("GroundTransport", StringComparison.OrdinalIgnoreCase);

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (output)
        {
            output.AppendLine(line);
            waits.RemoveAll(wait => wait.IsOver(line));
        }
        const string Listening = "Now listening on: ";
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            listening.TrySetResult(new Uri(line[(at + Listening.Length)..].Split('"')[0]));
    }

    private sealed record LogWait(string Text)
    {
        public int Missing { get; set; }

        public TaskCompletionSource Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOver(string line) => line.Contains(Text, StringComparison.Ordinal) && --Missing == 0 && Found.TrySetResult();
    }
}
