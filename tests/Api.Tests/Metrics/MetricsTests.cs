using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Gateways;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Api.Tests.Metrics;

/// <summary>The metrics as Prometheus reads them, from a process of its own: the meters of one process are collected together.</summary>
[DatabaseIndependent]
public sealed class MetricsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("metrics-").FullName;
    private readonly int port = LoopbackPort.Free();
    private readonly HttpClient withoutKey;
    private GatewayProcess? gateway;
    private HttpClient? http;

    public MetricsTests() => withoutKey = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    public void Dispose()
    {
        withoutKey.Dispose();
        http?.Dispose();
        gateway?.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Metrics_show_by_vendor_what_was_searched_sold_decided_and_waits()
    {
        var http = await Start();
        await GatewayClient.Book(http);
        var sold = await GatewayClient.Book(http);
        await GatewayClient.Dispatch(http, HttpMethod.Post, $"/reservations/{sold["ReservationID"]}/accept");

        // Requests that wait, and the outbox, are counted every 15 seconds.
        var text = "";
        await Poll.Until(async () =>
        {
            text = await withoutKey.GetStringAsync("/metrics");
            return text.Contains("groundtransport_reservations_waiting_decisions{vendor=\"LML\"} 1\n", StringComparison.Ordinal)
                && text.Contains("groundtransport_postbacks_pending{vendor=\"LML\"} 1\n", StringComparison.Ordinal);
        }, seconds: 40);

        string[] awaited =
        [
            "groundtransport_search_results_total{result=\"Offered\",vendor=\"LML\"} 2\n",
            "groundtransport_reservations_changes_total{by=\"concur\",change=\"sold\",vendor=\"LML\"} 2\n",
            "groundtransport_reservations_changes_total{by=\"supplier\",change=\"bookingAccepted\",vendor=\"LML\"} 1\n",
            "groundtransport_concur_duration_seconds_count{message=\"Sell\",outcome=\"Ok\"} 2\n",
            "groundtransport_concur_duration_seconds_bucket{message=\"Sell\",outcome=\"Ok\",le=\"+Inf\"} 2\n",
            "groundtransport_reservations_oldest_waiting_decision_seconds{vendor=\"LML\"} ",
            "groundtransport_postbacks_oldest_due_seconds{vendor=\"LML\"} ",
            "groundtransport_events_unsequenced 0\n",
            "groundtransport_webhooks_disabled 0\n",
            "dotnet_process_memory_working_set_bytes ",
        ];
        Assert.All(awaited, line => Assert.Contains(line, text, StringComparison.Ordinal));
        // Hosting's own metrics cost each search.
        Assert.DoesNotContain("http_server_request_duration", text, StringComparison.Ordinal);
        Assert.Equal("", await Promtool(text));
    }

    [Fact]
    public async Task Main_port_needs_a_key_and_shows_a_restricted_one_its_own_vendors()
    {
        var http = await Start();
        await GatewayClient.Send(http, GatewayClient.Search());

        using var refused = await http.GetAsync("/metrics");
        var all = await Read(GatewayClient.AdminKey);
        var own = await Read(await CreateKey("LML"));
        var others = await Read(await CreateKey("OTL"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains(
            "\ngroundtransport_concur_duration_seconds_count{message=\"Search\",outcome=\"Ok\"} 1\n", all, StringComparison.Ordinal);
        Assert.Contains("groundtransport_search_results_total{result=\"Offered\",vendor=\"LML\"} 1\n", own, StringComparison.Ordinal);
        Assert.All(own.Split('\n').Where(line => line.Length > 0 && line[0] != '#'),
            line => Assert.Contains("vendor=\"LML\"", line, StringComparison.Ordinal));
        Assert.Equal("", others);
    }

    [Fact]
    public async Task Metrics_port_serves_nothing_else()
    {
        await using var running = new RunningGateway().Set("Metrics:Port", port.ToString(CultureInfo.InvariantCulture)).Start();
        using var metrics = await withoutKey.GetAsync("/metrics");
        using var health = await withoutKey.GetAsync("/health/live");
        using var reservations = await withoutKey.GetAsync("/api/v1/reservations");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (metrics.StatusCode, health.StatusCode, reservations.StatusCode));
    }

    private async Task<HttpClient> Start()
    {
        gateway = new GatewayProcess(directory, new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["GroundTransport__Metrics__Port"] = port.ToString(CultureInfo.InvariantCulture),
        });
        return http = await gateway.Client();
    }

    private async Task<string> Read(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http!.SendAsync(request);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> CreateKey(string vendor)
    {
        if (vendor != "LML")
        {
            await Post("/api/v1/vendors", $$"""
                { "code": "{{vendor}}", "name": "Other", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }
                """);
        }
        var key = await Post("/api/v1/api-keys", $$"""{ "name": "{{vendor}}", "role": "read", "vendorCodes": ["{{vendor}}"] }""");
        return (string)key["key"]!;
    }

    private async Task<JsonNode> Post(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
        request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await http!.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>What Prometheus' own linter says; nothing where it isn't installed.</summary>
    private static async Task<string> Promtool(string metrics)
    {
        if (!File.Exists("/usr/bin/promtool"))
            return "";
        using var promtool = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        return await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
    }
}
