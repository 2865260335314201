using System.Globalization;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using MediatR;
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>What Concur was told by PostBack, what waits, what was given up.</summary>
public static class PostBackEndpoints
{
    public static void MapPostBacks(this RouteGroupBuilder api)
    {
        var postBacks = api.MapGroup("/post-backs").WithTags("PostBacks");
        postBacks.MapGet("", List).RequireAuthorization(nameof(Role.Read)).Describes<Page<PostBackListing>>("What Concur was told, what waits, what was given up; newest first");
        postBacks.MapPost("{id:long}/retry", Retry).RequireAuthorization(nameof(Role.Dispatch)).Describes<PostBackQueued>("Send one again, with the reservation's present state", 202);
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator, string? state, long? reservation, int? limit, string? cursor, CancellationToken ct) =>
        Word<PostBackState>("state", state) is var known && known.IsRefused ? Problems.Result(context, known.Refusal)
        : (await mediator.Send(new ListPostBacks(Caller(context)) { State = known.Value, ReservationId = reservation, Limit = limit ?? 50, After = cursor }, ct))
            .Match(page => Results.Ok(new Page<PostBackListing>([.. page.Items.Select(PostBackListing.Of)], page.Next)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Retry(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new RetryPostBack(Caller(context), id), ct))
            .Match(row => Results.Accepted(value: new PostBackQueued(row.Id, Text(row.ReservationId), row.Seq, row.Status, row.State, row.DueAt)), refusal => Problems.Result(context, refusal));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>One line of the list; ids of reservations are texts here as everywhere.</summary>
    public sealed record PostBackListing(
        long Id, string ReservationId, int Seq, string Status, PostBackState State, int Attempts, DateTimeOffset CreatedAt,
        DateTimeOffset? DueAt, DateTimeOffset? DoneAt, string LastAnswer, string CorrelationId, string ConcurCorrelationId)
    {
        public static PostBackListing Of(PostBackRow row) => new(
            row.Id, Text(row.ReservationId), row.Seq, row.Status, row.State, row.Attempts, row.CreatedAt,
            row.DueAt, row.DoneAt, row.LastAnswer, row.CorrelationId, row.ConcurCorrelationId);
    }

    /// <summary>A message that is due again.</summary>
    public sealed record PostBackQueued(long Id, string ReservationId, int Seq, string Status, PostBackState State, DateTimeOffset DueAt);
}
