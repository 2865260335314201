using ConcurSimulator.PostBacks;
using ConcurSimulator.Receipts;
using ConcurSimulator.Received;
using ConcurSimulator.Tokens;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Serving;

/// <summary>Concur as a web server: the token endpoint, the PostBack endpoint, the receipt service, and what was received.</summary>
public sealed class ConcurServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DeliveryRecorder? recorder;

    private ConcurServer(
        WebApplication app, ReceivedMessages received, ReceivedReceipts receipts, TokenService tokens, DeliveryRecorder? recorder)
    {
        this.app = app;
        this.recorder = recorder;
        Received = received;
        Receipts = receipts;
        Tokens = tokens;
    }

    public ReceivedMessages Received { get; }

    public ReceivedReceipts Receipts { get; }

    public TokenService Tokens { get; }

    /// <summary>With the actual port, also if port 0 was asked for.</summary>
    public Uri Url => new(app.Urls.First());

    public static async Task<ConcurServer> Start(ServeSettings settings, TimeProvider clock, CancellationToken ct = default)
    {
        var app = BareServer.Build(settings.Url);
        var recorder = settings.RecordFile is null ? null : new DeliveryRecorder(settings.RecordFile);
        var received = new ReceivedMessages(clock, recorder);
        var tokens = new TokenService(settings.Tokens, clock);
        app.Use((context, next) =>
        {
            CorrelationIds.Assign(context);
            return next(context);
        });
        var geolocation = new Geolocation(settings.Geolocation, settings.GeolocationMoved, settings.Url.Host);
        new TokenEndpoint(tokens, geolocation).Map(app);
        var postBacks = new PostBackEndpoint(received, tokens, settings.Credentials, settings.Faults, clock, app.Lifetime);
        app.MapPost(PostBackEndpoint.Path, postBacks.Handle);
        app.MapReceived(received);
        var receipts = new ReceivedReceipts(clock);
        new ReceiptEndpoint(receipts, tokens, settings.Receipts, clock, app.Lifetime).Map(app);
        await app.StartAsync(ct);
        return new ConcurServer(app, received, receipts, tokens, recorder);
    }

    /// <summary>Accepts no more calls, and completes those in progress.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        recorder?.Dispose();
    }
}
