using System.Text;
using System.Threading.Channels;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Gateways;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>Metrics and traces as a collector receives them.</summary>
[DatabaseIndependent]
public sealed class TelemetryTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("telemetry-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Collector_receives_metrics_and_traces_without_travellers_data()
    {
        var exported = Channel.CreateUnbounded<(string Signal, string Body)>();
        await using var collector = await Collector(exported.Writer);
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["GroundTransport__Telemetry__OtlpEndpoint"] = collector.Urls.First(),
            ["GroundTransport__Metrics__Hosting"] = "true",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        using var http = await gateway.Client();

        // The example's pickup has passed: the search is refused and counted.
        var refused = await GatewayClient.Send(http, LimoMessage.Example("CC_LimoSearchRequest"));

        Assert.NotEqual("", refused["Error/ErrorCode"]);
        string[] awaited = ["groundtransport.search.refused", "groundtransport.postbacks.open_circuits",
            "groundtransport.concur_apps.count", "needsAuthorization", "http.server.request.duration", "http.client.request.duration",
            "/concur/groundtransportation"];
        var missing = awaited.ToHashSet();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (missing.Count > 0)
        {
            var (_, body) = await exported.Reader.ReadAsync(timeout.Token);
            Assert.DoesNotContain("22314", body, StringComparison.Ordinal);
            missing.RemoveWhere(text => body.Contains(text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Spans_are_named_by_message_route_and_table_and_carry_no_values()
    {
        var exported = Channel.CreateUnbounded<(string Signal, string Body)>();
        await using var collector = await Collector(exported.Writer);
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>(GatewayProcess.Development)
        {
            ["GroundTransport__Telemetry__OtlpEndpoint"] = collector.Urls.First(),
            ["GroundTransport__Concur__PostBackUrl"] = collector.Urls.First() + "/postbacks",
            ["GroundTransport__Concur__PostBackToken"] = "secret-token",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        using var http = await gateway.Client();

        var id = (await GatewayClient.Book(http))["ReservationID"]!;
        await GatewayClient.Dispatch(http, HttpMethod.Post, $"/reservations/{id}/accept");

        var missing = new HashSet<string>
        {
            "Concur Search", "Concur Sell", "POST /api/v1/reservations/{id:long}/accept", "INSERT reservations", "SELECT reservations",
            "COMMIT", "Concur PostBack", "http.route", "http.request.method", "http.response.status_code", "concur.message",
            "db.system.name", "db.collection.name",
        };
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (missing.Count > 0)
        {
            var (signal, body) = await exported.Reader.ReadAsync(timeout.Token);
            if (signal != "traces")
                continue;
            foreach (var value in new[] { "22314", "secret-token", "Miller" })
                Assert.DoesNotContain(value, body, StringComparison.Ordinal);
            missing.RemoveWhere(text => body.Contains(text, StringComparison.Ordinal));
        }
    }

    private static async Task<WebApplication> Collector(ChannelWriter<(string, string)> exported)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapPost("/v1/{signal}", async (HttpContext context, string signal) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await exported.WriteAsync((signal, Encoding.UTF8.GetString(body.ToArray())));
        });
        await server.StartAsync();
        return server;
    }
}
