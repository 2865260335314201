using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>The gateway as a process of its own, as it is deployed: what a test kills, misconfigures, or starts twice.</summary>
public sealed class GatewayProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatewayProcess(string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GroundTransport.Api.dll")])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE", StringComparison.OrdinalIgnoreCase) || key.StartsWith("GroundTransport", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("It ended: " + Output));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public static Dictionary<string, string> Development => new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" };

    public async Task<HttpClient> Client() => new() { BaseAddress = new Uri(await listening.Task.WaitAsync(TimeSpan.FromSeconds(30))) };

    /// <summary>No signal handler, no flush, no goodbye.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public async Task<int> Exit()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    public static async Task<LimoMessage> Concur(HttpClient http, LimoMessage message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/concur/groundtransportation") { Content = new StringContent(message.ToString(), Encoding.UTF8, "application/xml") };
        request.Headers.Authorization = RunningGateway.Basic("concur-demo", "concur-demo-password");
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        WireSchema.AssertValid(body);
        return LimoMessage.Parse(body);
    }

    /// <summary>Searches and sells; the Sell's reply.</summary>
    public static async Task<LimoMessage> Book(HttpClient http, int daysAhead = 2)
    {
        string In(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-ddT15:00:00", CultureInfo.InvariantCulture);
        var search = await Concur(http, LimoMessage.Example("CC_LimoSearchRequest").Set("StartDateTime", In(daysAhead)));
        return await Concur(http, LimoMessage.Example("CC_LimoSellRequest").Set("StartDateTime", In(daysAhead))
            .Set("FormOfPayment/CreditCard/Expiration", In(400)[..10]).Replace("RateInfo", search.Element("Limos/Limo/RateInfo")!));
    }

    public static async Task<string> Dispatch(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "demo-admin-key");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        const string Sign = "Now listening on: ";
        if (line.IndexOf(Sign, StringComparison.Ordinal) is >= 0 and var at)
            listening.TrySetResult(line[(at + Sign.Length)..].Split('"')[0]);
    }
}
