using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>Concur's token endpoint: a real HTTP server on a port of its own, which keeps all that it is asked.</summary>
internal sealed class TokenPeer : IAsyncDisposable
{
    public const string Tokens = """{"expires_in":"3600","scope":"LIMO","token_type":"Bearer","access_token":"new-access","refresh_token":"new-refresh","refresh_expires_in":1345216200}""";

    private readonly WebApplication server;

    private TokenPeer(WebApplication server) => this.server = server;

    public Uri Url => new(server.Urls.Single());

    /// <summary>What is answered next, in order; tokens where nothing is queued.</summary>
    public ConcurrentQueue<TokenPeerAnswer> Answers { get; } = new();

    public ConcurrentQueue<HeardToken> Heard { get; } = new();

    /// <summary>What happens while an answer is under way.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public static async Task<TokenPeer> Up(params TokenPeerAnswer[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var peer = new TokenPeer(server);
        Array.ForEach(answers, peer.Answers.Enqueue);
        server.Run(peer.Answer);
        await server.StartAsync();
        return peer;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var request = context.Request;
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        var heard = new HeardToken($"{request.Method} {request.Path}{request.QueryString}", body,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Heard.Enqueue(heard);
        Meanwhile();
        var answer = Answers.TryDequeue(out var next) ? next : new TokenPeerAnswer(200, Tokens);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in answer.Headers ?? [])
            context.Response.Headers[name] = value.Replace(TokenPeerAnswer.Posted, heard.Posted, StringComparison.Ordinal);
        await context.Response.WriteAsync(answer.Body.Replace(TokenPeerAnswer.Posted, heard.Posted, StringComparison.Ordinal));
    }
}

/// <summary>One answer of the peer.</summary>
internal sealed record TokenPeerAnswer(int Status, string Body, Dictionary<string, string>? Headers = null)
{
    /// <summary>Stands for all that was posted.</summary>
    public const string Posted = "{posted}";

    public static TokenPeerAnswer LivesElsewhere(string? geolocation = null) => new(400, geolocation is null
        ? """{"code":16,"error":"invalid_request","error_description":"user lives elsewhere"}"""
        : $$"""{"code":16,"error":"invalid_request","error_description":"user lives elsewhere","geolocation":"{{geolocation}}"}""");
}

/// <summary>One request as the peer heard it.</summary>
internal sealed record HeardToken(string Line, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public Dictionary<string, string> Form => Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));

    /// <summary>All that was posted, as it was meant and as it was written.</summary>
    public string Posted => string.Join(' ', [.. Form.Values, Body, Headers.GetValueOrDefault("Authorization", "")]);
}
