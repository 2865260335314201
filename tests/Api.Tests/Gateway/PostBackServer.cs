using System.Collections.Concurrent;
using System.Threading.Channels;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;
using GroundTransport.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>Concur's PostBack endpoint: an HTTP server on a port of its own, which can be stopped and started again.</summary>
public sealed class PostBackServer : IAsyncDisposable
{
    private const string Success =
        "<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>";
    private readonly Channel<ReceivedPostBack> received = Channel.CreateUnbounded<ReceivedPostBack>();
    private WebApplication? server;

    public string Url { get; } = $"http://127.0.0.1:{LoopbackPort.Free()}/api/tws/v1.0/Limo/PostBack";

    /// <summary>The next responses, in order; success if none is queued.</summary>
    public ConcurrentQueue<(int Status, string Body)> Responses { get; } = new();

    public async Task<PostBackServer> Start()
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

    public async Task Stop()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    /// <summary>Waits at most ten seconds for the next PostBack, which must be valid against its schema.</summary>
    public Task<ReceivedPostBack> Next() => Next(TimeSpan.FromSeconds(10));

    public async Task<ReceivedPostBack> Next(TimeSpan atMost)
    {
        using var timeout = new CancellationTokenSource(atMost);
        return await received.Reader.ReadAsync(timeout.Token);
    }

    public bool HasNoFurtherPostBack => !received.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await Stop();

    private async Task Answer(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        WireSchema.AssertValid(body);
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var (status, answer) = Responses.TryDequeue(out var next) ? next : (200, Success);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        context.Response.Headers["concur-correlationid"] = "concur-says-" + headers["concur-correlationid"];
        await context.Response.WriteAsync(answer);
        await received.Writer.WriteAsync(new ReceivedPostBack(LimoMessage.Parse(body), headers));
    }
}

/// <summary>One PostBack that was received.</summary>
public sealed record ReceivedPostBack(LimoMessage Message, IReadOnlyDictionary<string, string> Headers)
{
    public string Status => Message["Status"]!;
}
