using GroundTransport.Api.Console.Session;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Events;
using GroundTransport.Application.Paging;
using MediatR;

namespace GroundTransport.Api.Console.Live;

/// <summary>
/// Tells a visible page that something has changed; what, the page reads itself. The stream ends with its key, its session and this
/// node.
/// </summary>
public static class LiveEndpoints
{
    private const int BeatSeconds = 15;

    public static void MapLive(this RouteGroupBuilder pages) => pages.MapGet("stream", Follow);

    private static async Task Follow(HttpContext context, IMediator mediator, WaitingCalls waitingCalls, CancellationToken ct)
    {
        var query = new ReadEvents(RestConventions.Caller(context)) { After = ReadEvents.End, Limit = Cursor.LongestPage };
        using var waiting = waitingCalls.Enter(query.By, await ConsoleSession.EndOf(context));
        if (waiting is null)
        {
            context.Response.Headers.RetryAfter = "60";
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        query = query with { EndWait = waiting.End };
        var page = await mediator.Send(query, ct);
        await Write(context.Response, ": open\n\n", ct);
        while (!page.IsRefused && !query.EndWait.IsCancellationRequested)
        {
            query = query with { After = page.Value.Next.ToString(), WaitSeconds = BeatSeconds };
            page = await mediator.Send(query, ct);
            var hasChanged = !page.IsRefused && page.Value.Items.Count > 0;
            await Write(context.Response, hasChanged ? "event: changed\ndata: feed\n\n" : ": beat\n\n", ct);
        }
    }

    private static async Task Write(HttpResponse response, string text, CancellationToken ct)
    {
        await response.WriteAsync(text, ct);
        await response.Body.FlushAsync(ct);
    }
}
