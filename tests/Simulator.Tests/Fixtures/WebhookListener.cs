using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ConcurSimulator.Webhooks;
using GroundTransport.TestKit;

namespace GroundTransport.Simulator.Tests.Fixtures;

/// <summary>The listener on a real port, called as a gateway calls a webhook. Its clock moves only when a test moves it.</summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebhookServer server;
    private readonly HttpClient http;

    private WebhookListener(WebhookServer server, FakeClock clock)
    {
        (this.server, Clock) = (server, clock);
        http = new HttpClient { BaseAddress = server.Url };
    }

    public FakeClock Clock { get; }

    public IReadOnlyList<WebhookDelivery> Received => server.Received.Snapshot();

    public static async Task<WebhookListener> Start(Func<ListenSettings, ListenSettings>? configure = null)
    {
        var clock = new FakeClock(new DateTimeOffset(2030, 3, 4, 12, 0, 0, TimeSpan.Zero));
        var settings = new ListenSettings { Url = new Uri("http://127.0.0.1:0"), Secret = Secret };
        return new WebhookListener(await WebhookServer.Start(configure?.Invoke(settings) ?? settings, clock), clock);
    }

    public static string Event(string id, string reservation, int version) =>
        $$"""{"id":"{{id}}","type":"reservation.accepted","reservation":"{{reservation}}","version":{{version}}}""";

    /// <summary>Sends an event, signed now.</summary>
    public Task<HttpStatusCode> Send(string id, string reservation, int version) => Send(id, Event(id, reservation, version));

    /// <param name="secrets">Sign; null: the listener's own.</param>
    /// <param name="sent">Sent instead of the body that was signed.</param>
    /// <param name="age">How long ago it was signed.</param>
    public async Task<HttpStatusCode> Send(string id, string body, string[]? secrets = null, string? sent = null, TimeSpan age = default)
    {
        var timestamp = (Clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/dispatch") { Content = new StringContent(sent ?? body) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add(
            "webhook-signature", string.Join(' ', (secrets ?? [Secret]).Select(secret => Sign(secret, $"{id}.{timestamp}.{body}"))));
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.Stop();
        await server.DisposeAsync();
    }

    private static string Sign(string secret, string text) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[6..]), Encoding.UTF8.GetBytes(text)));
}
