using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Receipts;
using GroundTransport.Simulator.Tests.Fixtures;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Simulator.Tests.Receipts;

/// <summary>A gateway that is killed at any step of a receipt's delivery: none is lost, none arrives twice.</summary>
public sealed class ReceiptKillTests : IAsyncLifetime
{
    private SimulatedConcur concur = null!;
    private RestartableGateway gateway = null!;
    private readonly ManualResetEventSlim cancelled = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        await concur.DisposeAsync();
        cancelled.Dispose();
    }

    [Fact]
    public async Task Killed_when_Concur_has_it_and_hasnt_answered()
    {
        await Start();
        Once(kill => concur.Server.Receipts.Stored += _ => kill());

        await CancelForAFee();

        await AssertReceivedOnce();
    }

    [Fact]
    public async Task Killed_while_Concur_doesnt_answer()
    {
        await Start("timeout:1:600");
        Once(kill => concur.Server.Receipts.Stored += _ => kill());

        await CancelForAFee();

        await AssertReceivedOnce();
    }

    [Fact]
    public async Task Killed_while_it_looks_for_what_may_have_arrived()
    {
        // The first 500 stores nothing, the second one does.
        await Start("500:1");
        Once(kill => concur.Server.Receipts.Searched += kill);

        await CancelForAFee();

        await AssertReceivedOnce();
    }

    [Fact]
    public async Task Killed_while_it_asks_for_the_status()
    {
        await Start();
        Once(kill => concur.Server.Receipts.Asked += _ => kill());

        await CancelForAFee();

        await AssertReceivedOnce();
    }

    [Fact]
    public async Task Killed_right_after_the_cancellation()
    {
        await Start();

        await CancelForAFee();
        gateway.Kill();
        await gateway.Start();

        await AssertReceivedOnce();
    }

    [Fact]
    public async Task Killed_before_the_token_of_the_receipt_is_there()
    {
        await Start();
        // An app without tokens: the receipt is claimed and nothing is sent, until the app is authorized.
        await Call(HttpMethod.Delete, "/direct-connects/demo/concur-app?force=true");
        await CancelForAFee();
        gateway.Kill();
        await gateway.Start();
        await StoreApp(refreshToken: null);
        await Call(HttpMethod.Post, "/direct-connects/demo/concur-app/authorize", $$"""
            { "principal": "{{SimulatedConcur.DefaultTokens.Company}}", "requestToken": "{{SimulatedConcur.DefaultTokens.RequestToken}}" }
            """);

        await AssertReceivedOnce();
    }

    private async Task Start(string faults = "")
    {
        concur = await SimulatedConcur.Start(
            settings => settings with { Receipts = new ReceiptServiceSettings { Faults = FaultScript.Parse(faults, 1) } });
        var port = concur.Server.Url.Port.ToString(CultureInfo.InvariantCulture);
        gateway = new RestartableGateway
        {
            Settings = new Dictionary<string, string>
            {
                ["Concur__GeolocationHosts__0"] = $"127.0.0.1:{port}",
                ["Concur__Timeout"] = "00:00:05",
            },
        };
        await gateway.Start();
        await StoreApp(SimulatedConcur.DefaultTokens.RefreshToken);
        await Call(HttpMethod.Put, "/vendors/LML", """
            { "code": "LML", "name": "LimoVendor", "phone": "4354654654", "currency": "USD", "timeZone": "America/New_York",
              "decisions": { "bookings": "automatic", "changes": "automatic", "cancellations": "automatic" },
              "receipts": { "enabled": true, "legalName": "LimoVendor Inc.",
                            "address": { "street": "400 King Street", "city": "Alexandria", "country": "US" } } }
            """);
        var plan = await Call(HttpMethod.Get, "/vendors/LML/rate-plan");
        plan["cancellation"]![0]!["tiers"]![0]!["percent"] = 10;
        await Call(HttpMethod.Put, "/vendors/LML/rate-plan", plan.ToJsonString());
    }

    /// <summary>Kills the gateway at the first such event, and starts it again.</summary>
    private void Once(Action<Action> subscribe)
    {
        var happened = 0;
        subscribe(() =>
        {
            if (Interlocked.Exchange(ref happened, 1) == 1)
                return;
            // The receipt may be here before the answer to the cancellation, which this isn't about.
            Assert.True(cancelled.Wait(TimeSpan.FromSeconds(30)), "The cancellation has no answer.");
            gateway.Kill();
            _ = gateway.Start();
        });
    }

    private async Task CancelForAFee()
    {
        using var http = new HttpClient { BaseAddress = gateway.Url };
        var sold = await GatewayClient.Book(http);
        Assert.Equal("", sold["Error/ErrorDescription"]);
        var id = sold["ReservationID"]!;
        await Call(HttpMethod.Put, $"/reservations/{id}/receipt", """{ "concurUserId": "0a000000-0000-4000-8000-000000000001" }""");
        await GatewayClient.Send(http, LimoMessage.Example("CC_LimoCancelRequest").Set("ReservationID", id));
        cancelled.Set();
    }

    private async Task AssertReceivedOnce()
    {
        await Poll.Until(async () =>
        {
            try
            {
                return (await Call(HttpMethod.Get, "/receipts"))["items"]!.AsArray() is [{ } receipt]
                    && (string?)receipt["state"] == "processed";
            }
            catch (HttpRequestException)
            {
                // It was killed, and starts again.
                return false;
            }
        }, seconds: 60);
        var stored = Assert.Single(concur.Server.Receipts.Snapshot().Receipts, received => received.IsStored);
        Assert.Equal("4.25", stored.Total);
        Assert.Empty(stored.Problems);
    }

    private Task<JsonNode> StoreApp(string? refreshToken) => Call(HttpMethod.Put, "/direct-connects/demo/concur-app", new JsonObject
    {
        ["clientId"] = SimulatedConcur.DefaultTokens.ClientId,
        ["clientSecret"] = SimulatedConcur.DefaultTokens.ClientSecret,
        ["geolocation"] = concur.Server.Url.GetLeftPart(UriPartial.Authority),
        ["refreshToken"] = refreshToken,
    }.ToJsonString());

    private async Task<JsonNode> Call(HttpMethod method, string path, string? json = null)
    {
        using var http = new HttpClient { BaseAddress = gateway.Url };
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {body}");
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }
}
