using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GroundTransport.Simulator.Tests.Fixtures;

/// <summary>The gateway as a separate process, with the demo vendor. It can be killed and started again at the same address.</summary>
public sealed class GatewayProcess : IDisposable
{
    private static readonly string[] OwnPrefixes = ["ASPNETCORE", "GroundTransport"];

    private readonly string directory = Directory.CreateTempSubdirectory("simulated-").FullName;
    private readonly ConcurrentQueue<string?> output = new();
    private Process? process;

    /// <summary>The console output of all its starts.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>The target of PostBacks; if null, they stay pending.</summary>
    public Uri? PostBackUrl { get; init; }

    /// <summary>Further settings, without the <c>GroundTransport__</c> prefix; an empty value removes a setting.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    public async Task<GatewayProcess> Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GroundTransport.Api.dll")])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsOwn).ToList())
            start.Environment.Remove(inherited);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority);
        start.Environment["GroundTransport__Concur__RetryAfter"] = "00:00:00.2";
        if (PostBackUrl is not null)
        {
            start.Environment["GroundTransport__Concur__PostBackUrl"] = PostBackUrl.ToString();
            start.Environment["GroundTransport__Concur__PostBackToken"] = SimulatedConcur.StaticToken;
        }
        foreach (var (key, value) in Settings)
            start.Environment["GroundTransport__" + key] = value;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = process = new Process { StartInfo = start, EnableRaisingEvents = true };
        started.OutputDataReceived += (_, line) => ReadOutput(line.Data, listening);
        started.ErrorDataReceived += (_, line) => output.Enqueue(line.Data);
        started.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The gateway exited: {Output}"));
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        Url = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return this;
    }

    /// <summary>Without a signal that the process could handle, so nothing is flushed.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>The status of every reservation, from the gateway's REST API.</summary>
    public async Task<Dictionary<string, string>> ReadStatuses()
    {
        using var http = new HttpClient { BaseAddress = Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-admin-key");
        var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var cursor = ""; ;)
        {
            var page = JsonNode.Parse(await http.GetStringAsync($"/api/v1/reservations?limit=100{cursor}"))!;
            foreach (var reservation in page["items"]!.AsArray())
                statuses[(string)reservation!["id"]!] = (string)reservation["status"]!;
            if ((string?)page["next"] is not { } next)
                return statuses;
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
    }

    public void Dispose()
    {
        if (process is not null)
            Kill();
        Directory.Delete(directory, recursive: true);
    }

    private static bool IsOwn(string variable) =>
        OwnPrefixes.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private void ReadOutput(string? line, TaskCompletionSource<Uri> listening)
    {
        output.Enqueue(line);
        const string Marker = "Now listening on: ";
        if (line?.IndexOf(Marker, StringComparison.Ordinal) is >= 0 and var at)
            listening.TrySetResult(new Uri(line[(at + Marker.Length)..].Split('"')[0]));
    }
}
