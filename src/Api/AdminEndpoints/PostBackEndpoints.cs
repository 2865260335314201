using System.ComponentModel;
using System.Globalization;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using GroundTransport.Domain.Reservations;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The outbox of PostBacks: pending, delivered, superseded and dead ones.</summary>
public static class PostBackEndpoints
{
    public static void MapPostBacks(this RouteGroupBuilder api)
    {
        var postBacks = api.MapGroup("/post-backs").WithTags("PostBacks");
        postBacks.MapGet("", List).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<Page<PostBackListing>>("listPostBacks", "List PostBacks", "The messages to Concur, newest first.");
        postBacks.MapPost("{id:long}/retry", Retry).RequireAuthorization(nameof(Role.Dispatch))
            .WithDocumentation<PostBackQueued>(
                "retryPostBack", "Send a PostBack again", "Queues it again, with the reservation's current state.", 202);
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator,
        [EnumWords<DeliveryState>, Description("Only PostBacks in this state.")] string? state,
        [Description("Only PostBacks of this reservation, by its id.")] long? reservation, int? limit, string? cursor, CancellationToken ct)
    {
        if (ParseEnum<DeliveryState>("state", state) is var states && states.IsRefused)
            return Problems.Result(context, states.Refusal);
        var query = new ListPostBacks(Caller(context))
        {
            State = states.Value,
            ReservationId = reservation,
            Limit = limit ?? 50,
            After = cursor,
        };
        return (await mediator.Send(query, ct)).Match(
            page => Results.Ok(new Page<PostBackListing>([.. page.Items.Select(PostBackListing.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Retry(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new RetryPostBack(Caller(context), id), ct)).Match(
            row => Results.Accepted(value: PostBackQueued.Of(row)),
            refusal => Problems.Result(context, refusal));

    private static ReservationStatus StatusOf(PostBackRow row) => Enum.Parse<ReservationStatus>(row.Status);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>One PostBack of the list. A reservation's id is a string, here as everywhere in REST.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Reservation">The reservation's id.</param>
    /// <param name="Seq">The version of the reservation that it was written for.</param>
    /// <param name="Status">The reservation's status as the message has it.</param>
    /// <param name="State">Whether it is delivered.</param>
    /// <param name="Attempts">How often it was sent, as far as it counts.</param>
    /// <param name="CreatedAt">When it was written.</param>
    /// <param name="DueAt">When it is sent next; null: it won't be.</param>
    /// <param name="DoneAt">When it was delivered, superseded or given up; null: not yet.</param>
    /// <param name="LastAnswer">Concur's last answer in one line; empty: none.</param>
    /// <param name="CorrelationId">The correlation id of Concur's call that it goes back to.</param>
    /// <param name="ConcurCorrelationId">Concur's own id in its last answer; empty: none.</param>
    public sealed record PostBackListing(
        long Id, string Reservation, int Seq, ReservationStatus Status, DeliveryState State, int Attempts, DateTimeOffset CreatedAt,
        DateTimeOffset? DueAt, DateTimeOffset? DoneAt, string LastAnswer, string CorrelationId, string ConcurCorrelationId)
    {
        public static PostBackListing Of(PostBackRow row) => new(
            row.Id, Text(row.ReservationId), row.Seq, StatusOf(row), row.State, row.Attempts, row.CreatedAt,
            row.DueAt, row.DoneAt, row.LastAnswer, row.CorrelationId, row.ConcurCorrelationId);
    }

    /// <summary>A PostBack that has been queued again.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Reservation">The reservation's id.</param>
    /// <param name="Seq">The version of the reservation that it was written for.</param>
    /// <param name="Status">The reservation's status as the message has it.</param>
    /// <param name="State">Whether it is delivered.</param>
    /// <param name="DueAt">When it is sent next.</param>
    public sealed record PostBackQueued(
        long Id, string Reservation, int Seq, ReservationStatus Status, DeliveryState State, DateTimeOffset DueAt)
    {
        public static PostBackQueued Of(PostBack row) =>
            new(row.Id, Text(row.ReservationId), row.Seq, Enum.Parse<ReservationStatus>(row.Status), row.State, row.DueAt);
    }
}
