using System.ComponentModel;
using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Paging;
using GroundTransport.Application.SellFormats;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The dispatcher's view of reservations, and every action on them.</summary>
public static class ReservationEndpoints
{
    public static void MapReservations(this RouteGroupBuilder api)
    {
        var read = api.MapGroup("/reservations").WithTags("Reservations").RequireAuthorization(nameof(Role.Read));
        read.MapGet("", List)
            .WithDocumentation<Page<ReservationListing>>(
                "listReservations", "List reservations",
                "Newest sale first, newest change first, or earliest pickup first. To learn of every change, follow the events instead.");
        read.MapGet("{id:long}", Get)
            .WithDocumentation<ReservationModel>(
                "getReservation", "Get a reservation", "What is in force, the pending change, and what can be done now.");
        read.MapGet("{id:long}/history", History)
            .WithDocumentation<ItemsBody<HistoryLine>>("getHistory", "Get a reservation's history", "Each event, oldest first.");
        read.MapGet("{id:long}/cancellation-preview", PreviewCancellation)
            .WithDocumentation<CancellationPreviewBody>(
                "previewCancellation", "Preview a cancellation", "What a cancellation by the traveller would cost now; nothing changes.");
        read.MapGet("{id:long}/sell-formats", SellFormats)
            .WithDocumentation<SellFormatsBody>(
                "getSellFormats", "Get all sell formats",
                "The passive segment's sell entry for each GDS; with lint, what is wrong with them.");
        read.MapGet("{id:long}/sell-formats/{gds}", SellFormatOf)
            .WithDocumentation("getSellFormat", "Get a sell format", "The passive segment's sell entry for one GDS, as text.")
            .Produces<string>(200, "text/plain");

        var act = api.MapGroup("/reservations").WithTags("Reservations").RequireAuthorization(nameof(Role.Dispatch));
        act.MapPost("{id:long}/accept", Accept)
            .WithDocumentation<ReservationModel>(
                "acceptReservation", "Accept a request", "Accepts the pending booking, change or cancellation.")
            .RequiresIfMatch().WithRequestExample(Examples.Accept);
        act.MapPost("{id:long}/decline", Decline)
            .WithDocumentation<ReservationModel>(
                "declineReservation", "Decline a request", "Declines the pending booking, change or cancellation, with a reason.")
            .RequiresIfMatch().WithRequestExample(Examples.Reason);
        act.MapPost("{id:long}/cancel", Cancel)
            .WithDocumentation<ReservationModel>(
                "cancelReservation", "Cancel a ride", "Cancels for the supplier, with a reason. The traveller isn't charged.")
            .AcceptsIfMatch().WithRequestExample(Examples.Reason);
        act.MapPost("{id:long}/progress", Progress)
            .WithDocumentation<ReservationModel>(
                "reportProgress", "Report progress", "Where the ride is, and who drives what. Concur reads it when it asks.")
            .AcceptsIfMatch().WithRequestExample(Examples.Progress);
        act.MapPost("{id:long}/close", Close)
            .WithDocumentation<ReservationModel>("closeReservation", "Close a ride", "Ends the ride after its pickup, with its final fare.")
            .AcceptsIfMatch().WithRequestExample(Examples.Close);
        act.MapPost("{id:long}/acknowledge", Acknowledge)
            .WithDocumentation<ReservationModel>(
                "acknowledgeReservation", "Acknowledge a decision",
                "Takes a decision that no person made (automatic, or by the deadline) from the list of those that nobody has seen.")
            .AcceptsIfMatch();
        act.MapPatch("{id:long}", Amend)
            .WithDocumentation<ReservationModel>(
                "amendReservation", "Amend a reservation",
                "Sets what the supplier adds to the ride. A field that is left out stays, null clears it.")
            .AcceptsIfMatch().WithRequestExample(Examples.Amend);
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator,
        [FromQuery, EnumWords<ReservationStatus>, Description("Only these statuses; several with commas, or as several parameters.")]
        string[]? status,
        [FromQuery, EnumWords<ReservationState>, Description("Only these states; several with commas, or as several parameters.")]
        string[]? state,
        [Description("Only rides of this vendor, by its code.")] string? vendor,
        [Description("Only pickups at or after this time.")] DateTimeOffset? from,
        [Description("Only pickups before this time.")] DateTimeOffset? to,
        [Description("Only reservations that changed at or after this time.")] DateTimeOffset? changedSince,
        [Description("Only reservations that wait for a decision.")] bool? needsDecision,
        [Description("Only reservations that have changed since Concur was last notified.")] bool? drift,
        [Description("Only reservations with this number of the supplier's own.")] string? externalReference,
        [Description("Only reservations with a decision that no person made and nobody has acknowledged.")] bool? unseen,
        [Description("The beginnings of words, without case or accents: names, numbers, phone, e-mail, flight, plate, driver.")] string? q,
        [EnumWords<ReservationSort>, Description("The order: newest sale, newest change or earliest pickup first.")] string? sort,
        int? limit, string? cursor, CancellationToken ct)
    {
        if (ParseEnums<ReservationStatus>("status", status) is var statuses && statuses.IsRefused)
            return Problems.Result(context, statuses.Refusal);
        if (ParseEnums<ReservationState>("state", state) is var states && states.IsRefused)
            return Problems.Result(context, states.Refusal);
        if (ParseEnum<ReservationSort>("sort", sort) is var order && order.IsRefused)
            return Problems.Result(context, order.Refusal);
        var outcome = await mediator.Send(new ListReservations(Caller(context))
        {
            Statuses = statuses.Value,
            States = states.Value,
            Vendor = vendor,
            From = from?.ToUniversalTime(),
            To = to?.ToUniversalTime(),
            NeedsDecision = needsDecision ?? false,
            Drift = drift ?? false,
            Unseen = unseen ?? false,
            ChangedSince = changedSince?.ToUniversalTime(),
            ExternalReference = externalReference,
            Text = q,
            Sort = order.Value ?? ReservationSort.SoldAt,
            Limit = limit ?? 50,
            After = cursor,
        }, ct);
        return outcome.Match(
            page => Results.Ok(new Page<ReservationListing>([.. page.Items.Select(ReservationListing.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Get(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, CancellationToken ct) =>
        await response.Write(context, await mediator.Send(new GetReservation(Caller(context), id), ct));

    private static async Task<IResult> History(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new GetHistory(Caller(context), id), ct)).Match(
            entries => Results.Ok(new ItemsBody<HistoryLine>([.. entries.Select(HistoryLine.Of)])),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SellFormats(
        HttpContext context, IMediator mediator, long id,
        [Description("The number of the segment in the travel agent's record: 1 to 99, 1 by default.")] int? segment,
        [Description("Also report what is wrong with the lines.")] bool? lint, CancellationToken ct) =>
        (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            formats => Results.Ok(SellFormatsBody.Of(formats, lint ?? false)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SellFormatOf(
        HttpContext context, IMediator mediator, long id,
        [EnumWords<Gds>, Description("The reservation system of the travel agent.")] string gds,
        [Description("The number of the segment in the travel agent's record: 1 to 99, 1 by default.")] int? segment,
        CancellationToken ct)
    {
        if (EnumWords.Parse<Gds>(gds) is not { } system)
            return Problems.Result(context, 404, "notFound", $"Unknown GDS. {EnumWords.Choices(typeof(Gds))}");
        return (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            formats => Results.Text(formats.Lines[system]),
            refusal => Problems.Result(context, refusal));
    }

    private static Task<IResult> Accept(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, AcceptBody? body, CancellationToken ct) =>
        ActOnVersion(context, response, id,
            target => mediator.Send(
                new AcceptReservation(target, body?.ConfirmationNumber, body?.Feedback, body?.ExternalReference), ct));

    private static Task<IResult> Decline(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, ReasonBody? body, CancellationToken ct) =>
        ActOnVersion(context, response, id, target => mediator.Send(new DeclineReservation(target, body?.Reason), ct));

    private static Task<IResult> Cancel(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, ReasonBody? body, CancellationToken ct) =>
        Act(context, response, id, target => mediator.Send(new CancelReservation(target, body?.Reason), ct));

    private static async Task<IResult> PreviewCancellation(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new PreviewCancellation(Caller(context), id), ct)).Match(
            preview => Results.Ok(CancellationPreviewBody.Of(preview)), refusal => Problems.Result(context, refusal));

    private static Task<IResult> Progress(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, ProgressBody? body, CancellationToken ct) =>
        Act(context, response, id,
            target => mediator.Send(new ReportRideProgress(target, body?.State, body?.Driver?.ToDriver(), body?.Vehicle?.ToVehicle()), ct));

    private static Task<IResult> Close(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, CloseBody? body, CancellationToken ct) =>
        Act(context, response, id, target => mediator.Send(new CloseReservation(target, body?.Outcome, body?.FinalFare), ct));

    private static Task<IResult> Acknowledge(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, CancellationToken ct) =>
        Act(context, response, id, target => mediator.Send(new AcknowledgeReservation(target), ct));

    private static Task<IResult> Amend(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, AmendBody body, CancellationToken ct) =>
        Act(context, response, id, target => mediator.Send(body.ToCommand(target), ct));

    /// <summary>Accept and decline apply to what the caller has read: <c>If-Match</c> is required.</summary>
    private static async Task<IResult> ActOnVersion(
        HttpContext context, ReservationResponse response, long id, Func<DispatchTarget, Task<Outcome<Reservation>>> send) =>
        context.Request.Headers.IfMatch.Count == 0
            ? Problems.Result(context, 428, "ifMatchRequired",
                "If-Match is required. Send the ETag of the reservation that you read, or * for any version.")
            : await Act(context, response, id, send);

    private static async Task<IResult> Act(
        HttpContext context, ReservationResponse response, long id, Func<DispatchTarget, Task<Outcome<Reservation>>> send) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : await response.Write(context, await send(new DispatchTarget(Caller(context), id, seen.Value)));

}

/// <summary>A reservation as every action returns it: as it is after the action.</summary>
public sealed class ReservationResponse(IMediator mediator, IMapper mapper, TimeProvider clock)
{
    public async Task<IResult> Write(HttpContext context, Outcome<Reservation> outcome)
    {
        if (outcome.Refusal is { } refusal)
            return Problems.Result(context, refusal);
        var lastNotified = await mediator.Send(new GetLastNotified(outcome.Value));
        if (lastNotified.Refusal is { } failure)
            return Problems.Result(context, failure);
        SetETag(context, outcome.Value.Version);
        var model = mapper.Map<ReservationModel>(outcome.Value);
        model.Actions = outcome.Value.ActionsAt(clock.GetUtcNow());
        model.LastNotified = mapper.Map<LastNotifiedModel>(lastNotified.Value);
        return Results.Ok(model);
    }
}
