using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.ConcurApps;

/// <summary>Concur's token endpoint: a real HTTP server on a port of its own. Each refresh token is good once.</summary>
public sealed class TokenPeer : IAsyncDisposable
{
    public const string ClientSecret = "client-secret-4711", FirstRefreshToken = "refresh-token-4711-0", RequestToken = "request-token-4711";

    private WebApplication? server;
    private int grants;

    public string Url { get; } = FreeAddress();

    public string Host => new Uri(Url).Authority;

    /// <summary>What is answered next instead of tokens, in order; a body alone is a refusal's code.</summary>
    public ConcurrentQueue<(int Status, string Body)> Instead { get; } = new();

    /// <summary>What was asked, as method, path and form.</summary>
    public ConcurrentQueue<HeardCall> Heard { get; } = new();

    /// <summary>Done before the next revocation is answered.</summary>
    public Func<Task>? WhileRevoking { get; set; }

    public string Good { get; private set; } = FirstRefreshToken;

    public static async Task<TokenPeer> Up()
    {
        var peer = new TokenPeer();
        await peer.ComeBack();
        return peer;
    }

    public async Task ComeBack()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Urls.Add(Url);
        server.Run(Answer);
        await server.StartAsync();
    }

    public async Task Down()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    public ValueTask DisposeAsync() => new(Down());

    /// <summary>Tokens that say that they live at another name of this same server.</summary>
    public string GrantedElsewhere() =>
        $$"""{"expires_in":3600,"access_token":"access-token-4711-moved","refresh_token":"{{Good}}","geolocation":"{{Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}}"}""";

    public static string Refusal(int code, string error = "invalid_grant") => $$"""{"code":{{code}},"error":"{{error}}","error_description":"Concur says {{code}}"}""";

    private async Task Answer(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var call = new HeardCall($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", context.Request.Headers.Authorization.ToString(), context.Request.Host.Host,
            body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1])));
        Heard.Enqueue(call);
        context.Response.Headers["concur-correlationid"] = "token-call-" + Heard.Count.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        if (call.Line.StartsWith("DELETE", StringComparison.Ordinal) && WhileRevoking is { } meanwhile)
        {
            WhileRevoking = null;
            await meanwhile();
        }
        var (status, text) = Instead.TryDequeue(out var next) ? next : Granted(call);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
    }

    private (int Status, string Body) Granted(HeardCall call)
    {
        if (call.Line.StartsWith("DELETE", StringComparison.Ordinal))
            return (200, "");
        if (call.Form.TryGetValue("refresh_token", out var sent) && sent != Good)
            return (400, Refusal(108));
        var grant = Interlocked.Increment(ref grants).ToString(CultureInfo.InvariantCulture);
        Good = "refresh-token-4711-" + grant;
        return (200, $$"""{"expires_in":"3600","token_type":"Bearer","access_token":"access-token-4711-{{grant}}","refresh_token":"{{Good}}","geolocation":"{{Url}}"}""");
    }

    private static string FreeAddress()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
    }
}

/// <summary>One call as the peer heard it.</summary>
public sealed record HeardCall(string Line, string Authorization, string Host, IReadOnlyDictionary<string, string> Form);
