using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using GroundTransport.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Gateway;

/// <summary>An endpoint of the supplier's: an HTTP server on a port of its own.</summary>
public sealed class WebhookServer : IAsyncDisposable
{
    private readonly Channel<ReceivedWebhook> received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly WebApplication server;

    private WebhookServer(WebApplication server, string url) => (this.server, Url) = (server, url);

    public string Url { get; }

    /// <summary>The next responses, in order; 204 if none is queued.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Responses { get; } = new();

    public static async Task<WebhookServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = $"http://127.0.0.1:{LoopbackPort.Free()}";
        var app = builder.Build();
        app.Urls.Add(address);
        var webhook = new WebhookServer(app, address + "/hook");
        app.MapPost("/hook", webhook.Answer);
        await app.StartAsync();
        return webhook;
    }

    /// <summary>Queues a status without a body.</summary>
    public void Answer(int status, params (string Name, string Value)[] headers) => Responses.Enqueue(context =>
    {
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Waits at most ten seconds for the next delivery.</summary>
    public async Task<ReceivedWebhook> Next()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await received.Reader.ReadAsync(timeout.Token);
    }

    public bool HasNoFurtherDelivery => !received.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        await received.Writer.WriteAsync(new ReceivedWebhook(body, headers));
        if (Responses.TryDequeue(out var respond))
            await respond(context);
        else
            context.Response.StatusCode = 204;
    }
}

/// <summary>One delivery that was received.</summary>
public sealed record ReceivedWebhook(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Event => JsonNode.Parse(Body)!;

    public string Type => (string)Event["type"]!;
}
