using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Serving;
using ConcurSimulator.Tokens;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Simulator.Tests.Serving;

/// <summary>The simulator on a real port, called as a gateway calls Concur; only its clock is the test's.</summary>
public sealed class RunningConcur : IAsyncDisposable
{
    public const string Token = "static-token";

    public static readonly TokenSettings Known = new();

    /// <summary>The password grant, as the App Center's request token is exchanged.</summary>
    public static readonly (string Field, string Value)[] Connect =
        [("grant_type", "password"), ("credtype", "authtoken"), ("username", Known.Company), ("password", Known.RequestToken)];

    private RunningConcur(ConcurServer server, DrivenClock clock)
    {
        Server = server;
        Clock = clock;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Url };
    }

    public ConcurServer Server { get; }

    public DrivenClock Clock { get; }

    public HttpClient Http { get; }

    /// <param name="ofTheRun">Instead of the test's clock: where what is heard is compared with what travellers note.</param>
    public static async Task<RunningConcur> Start(Func<ServeSettings, ServeSettings>? with = null, TimeProvider? ofTheRun = null)
    {
        var clock = new DrivenClock(new DateTimeOffset(2030, 3, 4, 12, 0, 0, TimeSpan.Zero));
        var settings = new ServeSettings { Url = new Uri("http://127.0.0.1:0"), Credentials = new PostBackCredentials(Token, "gateway", "gateway-password") };
        return new RunningConcur(await ConcurServer.Start(with?.Invoke(settings) ?? settings, ofTheRun ?? clock), clock);
    }

    public static LimoMessage PostBack(string status, string reservationId = "203121365") =>
        LimoMessage.Parse(SampleReplies.PostBack).Set("ReservationID", reservationId).Set("Status", status);

    /// <param name="change">The reservation's change, as the gateway's correlation id numbers it; null: it names none.</param>
    public async Task<HttpResponseMessage> Tell(object message, int? change = null, string? authorization = $"OAuth {Token}", CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PostBackEndpoint.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.ToString()!)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (change is not null)
            request.Headers.Add("concur-correlationid", $"{(message as LimoMessage)?["ReservationID"]}-{change}-1");
        return await Http.SendAsync(request, ct);
    }

    public async Task<(int Status, JsonNode Body)> Grant(params (string Field, string Value)[] fields)
    {
        using var content = Form(fields);
        using var response = await Http.PostAsync(TokenEndpoint.Path, content);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public Task<(int Status, JsonNode Body)> Refresh(string refreshToken) => Grant(("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    /// <summary>The client's own fields and those of the test; a field that the test gives wins.</summary>
    public static FormUrlEncodedContent Form(params (string Field, string Value)[] fields)
    {
        var form = new Dictionary<string, string> { ["client_id"] = Known.ClientId, ["client_secret"] = Known.ClientSecret };
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
