using System.ComponentModel;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The event feed: page by page, or as a stream.</summary>
public static class EventEndpoints
{
    /// <summary>Proxies close a connection on which nothing is sent for about a minute.</summary>
    private const int KeepAliveSeconds = 15;

    public static void MapEvents(this RouteGroupBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("Events").RequireAuthorization(nameof(Role.Read));
        events.MapGet("", Read)
            .WithDocumentation<EventPageBody>(
                "listEvents", "Read the event feed",
                "Oldest event first; whoever goes on from 'next' misses nothing. With 'wait' the call is held until there is an event. "
                + "410: the events after the cursor are no longer kept, or the cursor belongs to another feed.")
            .MayRefuse(410);
        events.MapGet("stream", Stream)
            .WithDocumentation(
                "followEvents", "Follow the event feed",
                "The feed as server-sent events; the id of each event is the cursor to go on from.")
            .Produces<string>(200, "text/event-stream").MayRefuse(410);
    }

    private static async Task<IResult> Read(
        HttpContext context, IMediator mediator, WaitingCalls waitingCalls,
        [Description("A cursor: the 'next' of the last call; 'end': new events only. Left out: from the oldest.")] string? after,
        [Description("Only these types of events, with commas between them.")] string? types,
        [Description("Only events of this vendor.")] string? vendor,
        [Description("Only events of this reservation, by its id.")] long? reservation,
        int? limit,
        [Description("How many seconds the call is held if there is no event yet, 0 to 60.")] int? wait,
        CancellationToken ct)
    {
        var query = Query(Caller(context), after, types, vendor, reservation) with { Limit = limit ?? 50, WaitSeconds = wait ?? 0 };
        if (query.WaitSeconds <= 0)
            return Respond(context, await mediator.Send(query, ct));
        using var waiting = waitingCalls.Enter(query.By);
        return waiting is null
            ? TooManyWaiting(context)
            : Respond(context, await mediator.Send(query with { EndWait = waiting.End }, ct));
    }

    private static IResult Respond(HttpContext context, Outcome<EventPage> outcome) => outcome.Match(
        page => Results.Ok(new EventPageBody([.. page.Items.Select(EventModel.Of)], page.Next.ToString())),
        refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Stream(
        HttpContext context, IMediator mediator, WaitingCalls waitingCalls,
        [Description("A cursor, or 'end': new events only. Left out: from the oldest. Last-Event-ID replaces it.")] string? after,
        [Description("Only these types of events, with commas between them.")] string? types,
        [Description("Only events of this vendor.")] string? vendor,
        [Description("Only events of this reservation, by its id.")] long? reservation,
        CancellationToken ct)
    {
        var lastEventId = context.Request.Headers["Last-Event-ID"].ToString();
        var query = Query(Caller(context), lastEventId.Length > 0 ? lastEventId : after, types, vendor, reservation);
        using var waiting = waitingCalls.Enter(query.By);
        if (waiting is null)
            return TooManyWaiting(context);
        // The first page decides whether there is a stream: after that no error can be reported.
        var first = await mediator.Send(query, ct);
        if (first.Refusal is { } refusal)
            return Problems.Result(context, refusal);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await Write(context.Response, mediator, query with { EndWait = waiting.End, Limit = Cursor.LongestPage }, first, ct);
        return Results.Empty;
    }

    private static async Task Write(
        HttpResponse response, IMediator mediator, ReadEvents query, Outcome<EventPage> page, CancellationToken ct)
    {
        while (!page.IsRefused)
        {
            await response.WriteAsync(Text(page.Value), ct);
            await response.Body.FlushAsync(ct);
            if (query.EndWait.IsCancellationRequested)
                return;
            query = query with { After = page.Value.Next.ToString(), WaitSeconds = KeepAliveSeconds };
            page = await mediator.Send(query, ct);
        }
    }

    /// <summary>
    /// The id of each event is the cursor behind it. A page without events is a comment, which keeps the connection open.
    /// </summary>
    private static string Text(EventPage page) => page.Items.Count == 0 ? ": keep-alive\n\n" : string.Concat(
        page.Items.Select(stored => $"""
            id: {page.Next with { Position = stored.Position!.Value }}
            event: {stored.Type}
            data: {EventModel.Of(stored).ToJson()}


            """));

    private static ReadEvents Query(Operator by, string? after, string? types, string? vendor, long? reservation) => new(by)
    {
        After = string.IsNullOrEmpty(after) ? null : after,
        Types = types?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Vendor = vendor,
        ReservationId = reservation,
    };

    private static IResult TooManyWaiting(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problems.Result(context, 429, "tooMany",
            $"At most {WaitingCalls.MaxPerKey} calls of one API key may wait for events. Let one reader follow the feed.");
    }
}
