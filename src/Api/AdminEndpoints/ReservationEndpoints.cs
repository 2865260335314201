using System.ComponentModel;
using System.Text.Json;
using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Paging;
using GroundTransport.Application.SellFormats;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The dispatcher's view of reservations, and every action on them.</summary>
public static class ReservationEndpoints
{
    private static readonly string KnownSystems = string.Join(", ", Enum.GetValues<Gds>().Select(NameOf));

    public static void MapReservations(this RouteGroupBuilder api)
    {
        var read = api.MapGroup("/reservations").WithTags("Reservations").RequireAuthorization(nameof(Role.Read));
        read.MapGet("", List)
            .WithDocumentation<Page<ReservationListing>>("List reservations, most recently sold first");
        read.MapGet("{id:long}", Get)
            .WithDocumentation<ReservationModel>("Get one reservation: what is in force, and the pending change");
        read.MapGet("{id:long}/history", History)
            .WithDocumentation<ItemsBody<HistoryLine>>("List the reservation's history, oldest first");
        read.MapGet("{id:long}/sell-formats", SellFormats)
            .WithDocumentation<SellFormatsBody>("Get the passive segment's sell entry for each GDS; with lint, what is wrong with them");
        read.MapGet("{id:long}/sell-formats/{gds}", SellFormatOf)
            .WithDocumentation("Get the passive segment's sell entry for one GDS, as text").Produces<string>(200, "text/plain");

        var act = api.MapGroup("/reservations").WithTags("Reservations").RequireAuthorization(nameof(Role.Dispatch));
        act.MapPost("{id:long}/accept", Accept)
            .WithDocumentation<ReservationModel>("Accept what is pending; If-Match is required")
            .AcceptsIfMatch().ProducesProblem(428).WithRequestExample(Examples.Accept);
        act.MapPost("{id:long}/decline", Decline)
            .WithDocumentation<ReservationModel>("Decline what is pending; If-Match is required")
            .AcceptsIfMatch().ProducesProblem(428).WithRequestExample(Examples.Reason);
        act.MapPost("{id:long}/cancel", Cancel)
            .WithDocumentation<ReservationModel>("Cancel the ride; with ?dryRun=true only return the fee of a traveller's cancellation")
            .AcceptsIfMatch().WithRequestExample(Examples.Reason);
        act.MapPost("{id:long}/progress", Progress)
            .WithDocumentation<ReservationModel>("Report the progress of the ride").AcceptsIfMatch().WithRequestExample(Examples.Progress);
        act.MapPost("{id:long}/close", Close)
            .WithDocumentation<ReservationModel>("Close the ride after its pickup").AcceptsIfMatch().WithRequestExample(Examples.Close);
        act.MapPatch("{id:long}", Amend)
            .WithDocumentation<ReservationModel>("Set driver, vehicle, pickup instructions or the final fare")
            .AcceptsIfMatch().WithRequestExample(Examples.Amend);
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator,
        [EnumWords<ReservationStatus>, Description("Only these statuses; several with commas, or as several parameters.")] string[]? status,
        [EnumWords<ReservationState>, Description("Only these states; several with commas, or as several parameters.")] string[]? state,
        [Description("Only rides of this vendor, by its code.")] string? vendor,
        [Description("Only pickups at or after this time.")] DateTimeOffset? from,
        [Description("Only pickups before this time.")] DateTimeOffset? to,
        [Description("Only reservations that changed at or after this time.")] DateTimeOffset? changedSince,
        [Description("Only reservations that wait for a decision.")] bool? needsDecision,
        [Description("Only reservations that have changed since Concur was last notified.")] bool? drift,
        [Description("Only reservations with this number of the supplier's own.")] string? externalReference,
        [Description("Part of the passenger's name, a confirmation number, a number of the supplier's own, or an id.")] string? q,
        [EnumWords<ReservationSort>, Description("The order: newest sale first, or newest change first.")] string? sort,
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
        HttpContext context, IMediator mediator, long id, int? segment, bool? lint, CancellationToken ct) =>
        (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            formats => Results.Ok(SellFormatsBody.Of(formats, lint ?? false)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SellFormatOf(
        HttpContext context, IMediator mediator, long id, string gds, int? segment, CancellationToken ct)
    {
        if (!Enum.TryParse<Gds>(gds, ignoreCase: true, out var system) || !Enum.IsDefined(system) || !gds.All(char.IsAsciiLetter))
            return Problems.Result(context, 404, "notFound", $"Unknown GDS. Use one of these: {KnownSystems}.");
        return (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            formats => Results.Text(formats.Lines[system]),
            refusal => Problems.Result(context, refusal));
    }

    private static string NameOf(Gds gds) => JsonNamingPolicy.CamelCase.ConvertName(gds.ToString());

    private static Task<IResult> Accept(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, AcceptBody? body, CancellationToken ct) =>
        ActOnVersion(context, response, id,
            target => mediator.Send(
                new AcceptReservation(target, body?.ConfirmationNumber, body?.Feedback, body?.ExternalReference), ct));

    private static Task<IResult> Decline(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, ReasonBody? body, CancellationToken ct) =>
        ActOnVersion(context, response, id, target => mediator.Send(new DeclineReservation(target, body?.Reason), ct));

    private static async Task<IResult> Cancel(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, bool? dryRun, ReasonBody? body,
        CancellationToken ct) =>
        dryRun == true
            ? (await mediator.Send(new PreviewCancellation(Caller(context), id), ct)).Match(
                preview => Results.Ok(CancellationPreviewBody.Of(preview)), refusal => Problems.Result(context, refusal))
            : await Act(context, response, id, target => mediator.Send(new CancelReservation(target, body?.Reason), ct));

    private static Task<IResult> Progress(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, ProgressBody? body, CancellationToken ct) =>
        Act(context, response, id,
            target => mediator.Send(new ReportRideProgress(target, body?.State, body?.Driver?.ToDriver(), body?.Vehicle?.ToVehicle()), ct));

    private static Task<IResult> Close(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, CloseBody? body, CancellationToken ct) =>
        Act(context, response, id, target => mediator.Send(new CloseReservation(target, body?.Outcome, body?.FinalFare), ct));

    private static Task<IResult> Amend(
        HttpContext context, IMediator mediator, ReservationResponse response, long id, AmendBody? body, CancellationToken ct) =>
        Act(context, response, id, target => mediator.Send((body ?? new AmendBody()).ToCommand(target), ct));

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
