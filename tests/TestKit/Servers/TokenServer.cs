using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.TestKit.Servers;

/// <summary>Concur's token endpoint: an HTTP server on a port of its own, which records its requests.</summary>
public sealed class TokenServer : IAsyncDisposable
{
    /// <summary>The body of a response that grants tokens.</summary>
    public const string Tokens =
        """{"expires_in":"3600","scope":"LIMO","token_type":"Bearer","access_token":"new-access","refresh_token":"new-refresh","""
            + """ "refresh_expires_in":1345216200}""";

    private WebApplication? server;

    private TokenServer()
    {
    }

    public Uri Url { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    /// <summary>The address without a slash at its end, as Concur writes a geolocation.</summary>
    public string Geolocation => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>The next responses, in order.</summary>
    public ConcurrentQueue<TokenServerResponse> Responses { get; } = new();

    /// <summary>Makes the response where none is queued.</summary>
    public Func<TokenRequest, TokenServerResponse> DefaultResponse { get; set; } = _ => new TokenServerResponse(200, Tokens);

    /// <summary>
    /// Each response carries this, with the request's number behind it, as its <c>concur-correlationid</c>; none if null.
    /// </summary>
    public string? CorrelationId { get; init; }

    public ConcurrentQueue<TokenRequest> Requests { get; } = new();

    /// <summary>Runs after a request was recorded, before its response.</summary>
    public Func<TokenRequest, Task> BeforeResponse { get; set; } = _ => Task.CompletedTask;

    public static Task<TokenServer> Start(params TokenServerResponse[] responses) => Start(new TokenServer(), responses);

    /// <param name="correlationId"><see cref="CorrelationId"/></param>
    public static Task<TokenServer> StartWithCorrelationIds(string correlationId) =>
        Start(new TokenServer { CorrelationId = correlationId }, []);

    public async Task Stop()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    public ValueTask DisposeAsync() => new(Stop());

    private static async Task<TokenServer> Start(TokenServer tokens, TokenServerResponse[] responses)
    {
        Array.ForEach(responses, tokens.Responses.Enqueue);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        tokens.server = builder.Build();
        tokens.server.Urls.Add(tokens.Geolocation);
        tokens.server.Run(tokens.Respond);
        await tokens.server.StartAsync();
        return tokens;
    }

    private async Task Respond(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var request = new TokenRequest($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", body,
            context.Request.Headers.ToDictionary(header => header.Key, header =>
                header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Requests.Enqueue(request);
        if (CorrelationId is not null)
            context.Response.Headers["concur-correlationid"] = CorrelationId + Requests.Count.ToString(CultureInfo.InvariantCulture);
        await BeforeResponse(request);
        var response = Responses.TryDequeue(out var next) ? next : DefaultResponse(request);
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in response.Headers ?? [])
            context.Response.Headers[name] = value.Replace(TokenServerResponse.Posted, request.Posted, StringComparison.Ordinal);
        await context.Response.WriteAsync(response.Body.Replace(TokenServerResponse.Posted, request.Posted, StringComparison.Ordinal));
    }
}

/// <summary>One response of the token endpoint.</summary>
public sealed record TokenServerResponse(int Status, string Body, Dictionary<string, string>? Headers = null)
{
    /// <summary>Is replaced by everything that was posted.</summary>
    public const string Posted = "{posted}";

    public static TokenServerResponse Refused(int code, string error = "invalid_grant") =>
        new(400, $$"""{"code":{{code}},"error":"{{error}}","error_description":"Concur says {{code}}"}""");

    /// <summary>The refusal of a user whose data is in another data center.</summary>
    public static TokenServerResponse Elsewhere(string? geolocation = null) => new(400, geolocation is null
        ? """{"code":16,"error":"invalid_request","error_description":"user lives elsewhere"}"""
        : $$"""{"code":16,"error":"invalid_request","error_description":"user lives elsewhere","geolocation":"{{geolocation}}"}""");
}

/// <summary>One request that the token endpoint received.</summary>
/// <param name="Line">Method, path and query.</param>
public sealed record TokenRequest(string Line, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Authorization => Headers.GetValueOrDefault("Authorization", "");

    /// <summary>Without the port.</summary>
    public string Host => Headers.GetValueOrDefault("Host", "").Split(':')[0];

    public Dictionary<string, string> Form => Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));

    /// <summary>Everything that was posted, decoded and as it was sent.</summary>
    public string Posted => string.Join(' ', [.. Form.Values, Body, Authorization]);
}
