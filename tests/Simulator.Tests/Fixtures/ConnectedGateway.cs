using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Received;
using ConcurSimulator.Serving;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Simulator.Tests.Fixtures;

/// <summary>A gateway with the simulator as its Concur and an operator's calls to its REST API.</summary>
internal sealed class ConnectedGateway : IAsyncDisposable
{
    public const string App = "/api/v1/direct-connects/demo/concur-app";

    private readonly Channel<Delivery> deliveries = Channel.CreateUnbounded<Delivery>();
    private readonly RunningGateway gateway;
    private readonly HttpClient http;

    private ConnectedGateway(SimulatedConcur concur, RunningGateway gateway)
    {
        (Concur, this.gateway) = (concur, gateway);
        http = gateway.Http;
        concur.Server.Received.Responded += delivery => deliveries.Writer.TryWrite(delivery);
    }

    public SimulatedConcur Concur { get; }

    /// <summary>As the operator stores it.</summary>
    public string Geolocation => Concur.Server.Url.GetLeftPart(UriPartial.Authority);

    public string Log => string.Join('\n', gateway.Log.Lines);

    public static async Task<ConnectedGateway> Start(Func<ServeSettings, ServeSettings>? configure = null)
    {
        var concur = await SimulatedConcur.Start(configure);
        var port = concur.Server.Url.Port.ToString(CultureInfo.InvariantCulture);
        var gateway = GatewayHere.New(new Uri(concur.Server.Url, PostBackEndpoint.Path))
            .Set("Concur:PostBackToken", "")
            .Set("Concur:GeolocationHosts:0", $"127.0.0.1:{port}")
            .Set("Concur:GeolocationHosts:1", $"localhost:{port}");
        return new ConnectedGateway(concur, gateway.Start());
    }

    /// <summary>Sends an operator's call and asserts that it succeeds.</summary>
    public async Task<JsonNode?> Call(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayClient.AdminKey);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task<JsonNode?> StoreApp(string? refreshToken = null) => Call(HttpMethod.Put, App, new
    {
        clientId = SimulatedConcur.DefaultTokens.ClientId,
        clientSecret = SimulatedConcur.DefaultTokens.ClientSecret,
        geolocation = Geolocation,
        refreshToken,
    });

    /// <summary>Opens the page to which the App Center redirects the customer's browser.</summary>
    public async Task<HttpStatusCode> OpenConnectPage(string query)
    {
        using var page = await http.GetAsync("/concur/connect?" + query);
        return page.StatusCode;
    }

    /// <summary>Books a ride, accepts it, and returns the PostBack of the acceptance.</summary>
    public async Task<Delivery> BookAndAccept()
    {
        var sold = await GatewayClient.Book(http);
        Assert.Equal("", sold["Error/ErrorDescription"]);
        var reservationId = sold["ReservationID"];
        await Call(HttpMethod.Post, $"/api/v1/reservations/{reservationId}/accept", new { });
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        // A slow gateway may repeat the PostBack of an earlier reservation.
        return await deliveries.Reader.ReadAllAsync(timeout.Token).FirstAsync(delivery => delivery.ReservationId == reservationId);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await Concur.DisposeAsync();
    }
}
