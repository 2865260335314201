using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConcurSimulator.Heard;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Serving;
using GroundTransport.Simulator.Tests.Booking;
using GroundTransport.Simulator.Tests.Serving;
using GroundTransport.TestKit;

namespace GroundTransport.Simulator.Tests.ConcurApps;

/// <summary>The gateway as a process of its own and the simulator as its Concur: no code of the one in the other.</summary>
internal sealed class ConnectedGateway : IAsyncDisposable
{
    public const string App = "/api/v1/direct-connects/demo/concur-app";

    private readonly System.Threading.Channels.Channel<Delivery> heard = System.Threading.Channels.Channel.CreateUnbounded<Delivery>();
    private readonly GatewayProcess gateway;
    private readonly HttpClient http;

    private ConnectedGateway(RunningConcur concur, GatewayProcess gateway)
    {
        (Concur, this.gateway) = (concur, gateway);
        http = new HttpClient { BaseAddress = gateway.Url };
        concur.Server.Ledger.Noticed += delivery => heard.Writer.TryWrite(delivery);
    }

    public RunningConcur Concur { get; }

    /// <summary>As the operator enters it.</summary>
    public string Geolocation => Concur.Server.Url.GetLeftPart(UriPartial.Authority);

    public string Log => gateway.Output;

    public static async Task<ConnectedGateway> Start(Func<ServeSettings, ServeSettings>? with = null)
    {
        var concur = await RunningConcur.Start(with);
        var port = concur.Server.Url.Port.ToString(CultureInfo.InvariantCulture);
        var gateway = new GatewayProcess
        {
            PostBackUrl = new Uri(concur.Server.Url, PostBackEndpoint.Path),
            Settings = new Dictionary<string, string>
            {
                ["Concur__PostBackToken"] = "",
                ["Concur__GeolocationHosts__0"] = $"127.0.0.1:{port}",
                ["Concur__GeolocationHosts__1"] = $"localhost:{port}",
            },
        };
        return new ConnectedGateway(concur, await gateway.Start());
    }

    /// <summary>A call of the operator's that must go well.</summary>
    public async Task<JsonNode?> Ask(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "demo-admin-key");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body is not null)
            request.Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task<JsonNode?> Enter(string? refreshToken = null) => Ask(HttpMethod.Put, App, new
    {
        clientId = RunningConcur.Known.ClientId,
        clientSecret = RunningConcur.Known.ClientSecret,
        geolocation = Geolocation,
        refreshToken,
    });

    /// <summary>As the customer's browser comes from the App Center.</summary>
    public async Task<HttpStatusCode> Land(string query)
    {
        using var page = await http.GetAsync("/concur/connect?" + query);
        return page.StatusCode;
    }

    /// <summary>Books a ride and accepts it; the PostBack that tells Concur so.</summary>
    public async Task<Delivery> Accepted()
    {
        var pickup = DateTime.UtcNow.AddHours(51).ToString("yyyy-MM-ddTHH:mm:00", CultureInfo.InvariantCulture);
        var found = await Send(LimoMessage.Example("CC_LimoSearchRequest").Set("StartDateTime", pickup));
        var sold = await Send(LimoMessage.Example("CC_LimoSellRequest").Set("StartDateTime", pickup).Set("FormOfPayment/CreditCard/Expiration", "2099-02-19")
            .Replace("RateInfo", found.Element("Limos/Limo/RateInfo")!));
        Assert.Equal("", sold["Error/ErrorDescription"]);
        await Ask(HttpMethod.Post, $"/api/v1/reservations/{sold["ReservationID"]}/accept", new { });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await heard.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        gateway.Dispose();
        await Concur.DisposeAsync();
    }

    private async Task<LimoMessage> Send(LimoMessage message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/concur/groundtransportation") { Content = new StringContent(message.ToString(), Encoding.UTF8, "application/xml") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("concur-demo:concur-demo-password"u8));
        using var answer = await http.SendAsync(request);
        return LimoMessage.Parse(await answer.Content.ReadAsStringAsync());
    }
}
