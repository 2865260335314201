using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>A stop in the middle of the work is no error.</summary>
[DatabaseIndependent]
public sealed class OrderlyStopTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("orderly-stop-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Stop_during_searches_waiting_calls_and_deliveries_logs_no_error()
    {
        using var gateway = new GatewayProcess(directory, new Dictionary<string, string>(GatewayProcess.Development)
        {
            // Nobody listens there: deliveries are under way, and wait for their next attempt.
            ["GroundTransport__Concur__PostBackUrl"] = "http://127.0.0.1:1/postbacks",
            ["GroundTransport__Concur__PostBackToken"] = "token",
            ["GroundTransport__Concur__RetryAfter"] = "00:00:00.2",
        });
        using var http = await gateway.Client();
        var sold = await GatewayClient.Book(http);
        await GatewayClient.Dispatch(http, HttpMethod.Post, $"/reservations/{sold["ReservationID"]}/accept");
        var cursor = (string)JsonNode.Parse(await GatewayClient.Dispatch(http, HttpMethod.Get, "/events"))!["next"]!;
        var waiting = Enumerable.Range(0, 5).Select(_ => Wait(http, cursor)).ToList();
        var searching = Enumerable.Range(0, 4).Select(_ => SearchUntilTheEnd(http)).ToList();

        gateway.Terminate();

        Assert.Equal(0, await gateway.Exit());
        await Task.WhenAll([.. waiting, .. searching]);
        Assert.DoesNotContain("\"LogLevel\":\"Error\"", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"LogLevel\":\"Critical\"", gateway.Output, StringComparison.Ordinal);
    }

    private static async Task Wait(HttpClient http, string cursor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/events?wait=30&after={cursor}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
        await Quietly(async () => (await http.SendAsync(request)).Dispose());
    }

    private static Task SearchUntilTheEnd(HttpClient http) => Quietly(async () =>
    {
        while (true)
            await GatewayClient.Send(http, GatewayClient.Search());
    });

    /// <summary>A client whose gateway has stopped has no connection.</summary>
    private static async Task Quietly(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HttpRequestException)
        {
            // The gateway has stopped.
        }
    }
}
