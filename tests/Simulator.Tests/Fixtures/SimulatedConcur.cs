using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Received;
using ConcurSimulator.Serving;
using ConcurSimulator.Tokens;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Simulator.Tests.Fixtures;

/// <summary>The simulator on a real port, called as a gateway calls Concur. Its clock moves only when a test moves it.</summary>
public sealed class SimulatedConcur : IAsyncDisposable
{
    public const string StaticToken = "static-token";

    public static readonly TokenSettings DefaultTokens = new();

    /// <summary>The grant that exchanges the App Center's request token.</summary>
    public static readonly (string Field, string Value)[] PasswordGrant =
    [
        ("grant_type", "password"),
        ("credtype", "authtoken"),
        ("username", DefaultTokens.Company),
        ("password", DefaultTokens.RequestToken),
    ];

    private int responded;

    private SimulatedConcur(ConcurServer server, FakeClock clock)
    {
        Server = server;
        Server.Received.Responded += _ => Interlocked.Increment(ref responded);
        Clock = clock;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Url };
    }

    public ConcurServer Server { get; }

    public FakeClock Clock { get; }

    public HttpClient Http { get; }

    /// <param name="clock">Replaces the test's clock, where times are compared with those of another process.</param>
    public static async Task<SimulatedConcur> Start(Func<ServeSettings, ServeSettings>? configure = null, TimeProvider? clock = null)
    {
        var driven = new FakeClock(new DateTimeOffset(2030, 3, 4, 12, 0, 0, TimeSpan.Zero));
        var settings = new ServeSettings
        {
            Url = new Uri("http://127.0.0.1:0"),
            Credentials = new PostBackCredentials(StaticToken, "gateway", "gateway-password"),
        };
        return new SimulatedConcur(await ConcurServer.Start(configure?.Invoke(settings) ?? settings, clock ?? driven), driven);
    }

    public static Task<SimulatedConcur> StartWithFaults(string script, int seed = 1) =>
        Start(settings => settings with { Faults = FaultScript.Parse(script, seed) });

    public static LimoMessage PostBack(string status, string reservationId = "203121365") =>
        LimoMessage.Parse(SampleReplies.PostBack).Set("ReservationID", reservationId).Set("Status", status);

    public ReceivedSnapshot Received() => Server.Received.Snapshot();

    /// <summary>Sends a message; returns once the simulator, too, knows that its response was sent.</summary>
    /// <param name="version">The version of the reservation, for the correlation id; null sends no correlation id.</param>
    public async Task<HttpResponseMessage> Send(
        object message, int? version = null, string? authorization = $"OAuth {StaticToken}", CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PostBackEndpoint.Path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.ToString()!));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (version is not null)
            request.Headers.Add("concur-correlationid", $"{(message as LimoMessage)?["ReservationID"]}-{version}-1");
        var response = await Http.SendAsync(request, ct);
        // The response arrives a moment before that.
        await Poll.Until(() => Volatile.Read(ref responded) == Received().Deliveries);
        return response;
    }

    public async Task<(int Status, JsonNode Body)> Grant(params (string Field, string Value)[] fields)
    {
        using var content = CreateForm(fields);
        using var response = await Http.PostAsync(TokenEndpoint.Path, content);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public Task<(int Status, JsonNode Body)> Refresh(string refreshToken) =>
        Grant(("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    /// <summary>The fields of the default client, overridden by the given ones.</summary>
    public static FormUrlEncodedContent CreateForm(params (string Field, string Value)[] fields)
    {
        var form = new Dictionary<string, string>
        {
            ["client_id"] = DefaultTokens.ClientId,
            ["client_secret"] = DefaultTokens.ClientSecret,
        };
        foreach (var (field, value) in fields)
            form[field] = value;
        return new FormUrlEncodedContent(form);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.Stop();
        await Server.DisposeAsync();
    }
}
