using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>The real gateway as a process of its own, with the demo vendor; it can be killed and started again at the same address.</summary>
public sealed class GatewayProcess : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("simulated-").FullName;
    private readonly ConcurrentQueue<string?> output = new();
    private Process? process;

    /// <summary>All that it wrote, over all its lives.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Where PostBacks go; null: they wait.</summary>
    public Uri? PostBackUrl { get; init; }

    /// <summary>Beyond the usual ones, without their prefix; an empty value takes one out.</summary>
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
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE", StringComparison.OrdinalIgnoreCase) || key.StartsWith("GroundTransport", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority);
        start.Environment["GroundTransport__Concur__RetryAfter"] = "00:00:00.2";
        if (PostBackUrl is not null)
        {
            start.Environment["GroundTransport__Concur__PostBackUrl"] = PostBackUrl.ToString();
            start.Environment["GroundTransport__Concur__PostBackToken"] = Serving.RunningConcur.Token;
        }
        foreach (var (key, value) in Settings)
            start.Environment["GroundTransport__" + key] = value;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = process = new Process { StartInfo = start, EnableRaisingEvents = true };
        begun.OutputDataReceived += (_, line) => Look(line.Data, listening);
        begun.ErrorDataReceived += (_, line) => output.Enqueue(line.Data);
        begun.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The gateway ended: {Output}"));
        begun.Start();
        begun.BeginOutputReadLine();
        begun.BeginErrorReadLine();
        Url = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return this;
    }

    /// <summary>No signal handler, no flush, no goodbye.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>The status of every reservation, as the gateway itself knows it.</summary>
    public async Task<Dictionary<string, string>> Statuses()
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

    private void Look(string? line, TaskCompletionSource<Uri> listening)
    {
        output.Enqueue(line);
        const string Sign = "Now listening on: ";
        if (line?.IndexOf(Sign, StringComparison.Ordinal) is >= 0 and var at)
            listening.TrySetResult(new Uri(line[(at + Sign.Length)..].Split('"')[0]));
    }
}
