using System.Diagnostics;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Serving;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.PostBacks;

/// <summary>Concur's PostBack endpoint: keeps everything that arrives as it came, and answers as a scenario asked.</summary>
public sealed class PostBackListener : IAsyncDisposable
{
    private const int MaxBodyBytes = 1024 * 1024;

    private readonly WebApplication app;
    private readonly Lock sync = new();
    private readonly List<ReceivedPostBack> received = [];
    private readonly Dictionary<string, Queue<Response>> scripts = new(StringComparer.Ordinal);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PostBackListener(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());

    public static async Task<PostBackListener> Start(Uri url, CancellationToken ct)
    {
        var listener = new PostBackListener(BareServer.Build(url));
        listener.app.Run(listener.Handle);
        await listener.app.StartAsync(ct);
        return listener;
    }

    /// <summary>How the next PostBacks of a reservation are answered; all later ones succeed.</summary>
    public void Answer(string reservationId, params Response[] responses)
    {
        lock (sync)
            scripts[reservationId] = new Queue<Response>(responses);
    }

    public IReadOnlyList<ReceivedPostBack> Of(string reservationId)
    {
        lock (sync)
            return [.. received.Where(postBack => postBack.ReservationId == reservationId)];
    }

    /// <summary>The first PostBack of a reservation that is wanted; the stand-in for none after the wait.</summary>
    public async Task<ReceivedPostBack> Wait(
        string reservationId, Func<ReceivedPostBack, bool> isWanted, TimeSpan wait, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            Task next;
            lock (sync)
            {
                if (received.FirstOrDefault(postBack => postBack.ReservationId == reservationId && isWanted(postBack)) is { } found)
                    return found;
                next = changed.Task;
            }
            var left = wait - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || await Task.WhenAny(next, Task.Delay(left, ct)) != next)
                return ReceivedPostBack.Missing(FormattableString.Invariant($"none within {wait.TotalSeconds:0} seconds"));
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Handle(HttpContext context)
    {
        CorrelationIds.Assign(context);
        var started = Stopwatch.GetTimestamp();
        var buffer = new byte[MaxBodyBytes];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var authorization = headers.GetValueOrDefault("Authorization");
        var call = new Call(
            context.Request.Method, context.Request.Path, buffer[..length], context.Request.ContentType, authorization);
        var response = Next(Message.Read(call.Body)["ReservationID"]);
        var (status, body) = Write(response);
        var exchange = new Exchange(call, status, new Dictionary<string, string>(), body, Stopwatch.GetElapsedTime(started), "")
        {
            IsPostBack = true,
        };
        lock (sync)
        {
            received.Add(new ReceivedPostBack(exchange, headers, DateTimeOffset.UtcNow));
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await PostBackResponses.Write(context, status, body);
    }

    private Response Next(string reservationId)
    {
        lock (sync)
            return scripts.TryGetValue(reservationId, out var script) && script.TryDequeue(out var next) ? next : Response.Success;
    }

    private static (int Status, byte[] Body) Write(Response response) => response switch
    {
        Response.Success => (200, PostBackResponses.Success),
        Response.Error => (200, PostBackResponses.Error("This reservation can't be updated now.")),
        Response.Failure => (500, PostBackResponses.HttpError("A failure that the scenario asked for.", DateTimeOffset.UtcNow)),
        Response.Unavailable => (503, PostBackResponses.HttpError("A maintenance that the scenario asked for.", DateTimeOffset.UtcNow)),
        _ => throw new ArgumentOutOfRangeException(nameof(response), response, "Unknown response."),
    };
}
