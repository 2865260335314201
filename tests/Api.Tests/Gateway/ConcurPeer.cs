using System.Collections.Concurrent;
using System.Threading.Channels;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;
using GroundTransport.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>Concur's end of a PostBack: a real HTTP server on a port of its own, which can go down and come back.</summary>
public sealed class ConcurPeer : IAsyncDisposable
{
    private const string Success =
        "<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>";
    private readonly Channel<HeardPostBack> heard = Channel.CreateUnbounded<HeardPostBack>();
    private WebApplication? server;

    public string Url { get; } = $"http://127.0.0.1:{LoopbackPort.Free()}/api/tws/v1.0/Limo/PostBack";

    /// <summary>What is answered next, in order; success where nothing is queued.</summary>
    public ConcurrentQueue<(int Status, string Body)> Answers { get; } = new();

    public async Task<ConcurPeer> Up()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        server = builder.Build();
        var url = new Uri(Url);
        server.Urls.Add($"http://127.0.0.1:{url.Port}");
        server.MapPost(url.AbsolutePath, Answer);
        await server.StartAsync();
        return this;
    }

    public async Task Down()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    /// <summary>The next PostBack, valid against its schema; waits for it at most ten seconds.</summary>
    public async Task<HeardPostBack> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await heard.Reader.ReadAsync(patience.Token);
    }

    public bool HeardNothingMore => !heard.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await Down();

    private async Task Answer(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        WireSchema.AssertValid(body);
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var (status, answer) = Answers.TryDequeue(out var next) ? next : (200, Success);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        context.Response.Headers["concur-correlationid"] = "concur-says-" + headers["concur-correlationid"];
        await context.Response.WriteAsync(answer);
        await heard.Writer.WriteAsync(new HeardPostBack(LimoMessage.Parse(body), headers));
    }
}

/// <summary>One PostBack as the peer heard it.</summary>
public sealed record HeardPostBack(LimoMessage Message, IReadOnlyDictionary<string, string> Headers)
{
    public string Status => Message["Status"]!;
}
