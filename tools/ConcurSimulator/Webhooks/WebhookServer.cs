using ConcurSimulator.Recording;
using ConcurSimulator.Serving;

namespace ConcurSimulator.Webhooks;

/// <summary>The supplier's system as a web server: receives webhooks at any path, verifies them, and answers as the settings say.</summary>
public sealed class WebhookServer : IAsyncDisposable
{
    private const int MaxBodyBytes = 1024 * 1024;

    private readonly WebApplication app;
    private readonly ListenSettings settings;
    private readonly TimeProvider clock;
    private readonly JsonLinesFile? record;
    private int received;

    private WebhookServer(WebApplication app, ListenSettings settings, TimeProvider clock, JsonLinesFile? record)
    {
        (this.app, this.settings, this.clock, this.record) = (app, settings, clock, record);
        Received = new ReceivedEvents(clock, record);
    }

    public ReceivedEvents Received { get; }

    /// <summary>Raised for each delivery, before it is answered.</summary>
    public event Action<WebhookDelivery>? Delivered;

    /// <summary>With the actual port, also if port 0 was asked for.</summary>
    public Uri Url => new(app.Urls.First());

    public static async Task<WebhookServer> Start(ListenSettings settings, TimeProvider clock, CancellationToken ct = default)
    {
        var app = BareServer.Build(settings.Url);
        var record = settings.RecordFile is null ? null : new JsonLinesFile(settings.RecordFile);
        var server = new WebhookServer(app, settings, clock, record);
        app.MapPost("{**path}", server.Receive);
        await app.StartAsync(ct);
        return server;
    }

    /// <summary>Accepts no more calls, and completes those in progress.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        record?.Dispose();
    }

    private async Task Receive(HttpContext context)
    {
        var status = settings.Times is { } times && Interlocked.Increment(ref received) > times ? 200 : settings.Status;
        var message = await Read(context.Request);
        var delivery = Received.Add(message.Check(settings.Secret, clock.GetUtcNow()), status);
        Delivered?.Invoke(delivery);
        if (settings.Delay > TimeSpan.Zero)
            await Task.Delay(settings.Delay, clock, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.StatusCode = delivery.Status;
        await context.Response.WriteAsync(string.Join(' ', delivery.Message.Problems));
    }

    private static async Task<WebhookMessage> Read(HttpRequest request)
    {
        // What is longer has no valid signature.
        var buffer = new byte[MaxBodyBytes];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
        return new WebhookMessage
        {
            Id = request.Headers["webhook-id"].ToString(),
            Timestamp = request.Headers["webhook-timestamp"].ToString(),
            Signatures = request.Headers["webhook-signature"].ToString(),
            Body = buffer[..length],
        };
    }
}
