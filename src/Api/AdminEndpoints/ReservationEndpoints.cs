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
            .WithDocumentation<Dictionary<string, string>>("Get the passive segment's sell entry for each GDS");
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
        HttpContext context, IMediator mediator, string? status, string? vendor, DateTimeOffset? from, DateTimeOffset? to,
        bool? needsDecision, bool? drift, string? q, int? limit, string? cursor, CancellationToken ct)
    {
        List<ReservationStatus>? statuses = null;
        foreach (var code in status?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (!Enum.TryParse<ReservationStatus>(code, ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsDigit(code[0]))
            {
                return Problems.Result(context, 422, "invalid",
                    "Unknown status. Use RB, RA, RD, CB, CA, CD, XB, XA, XD or RC, or several of them separated by commas.",
                    [new FieldError("status", $"'{(code.Length > 20 ? code[..20] : code)}' isn't a status.")]);
            }
            (statuses ??= []).Add(known);
        }
        var outcome = await mediator.Send(new ListReservations(Caller(context))
        {
            Statuses = statuses,
            Vendor = vendor,
            From = from?.ToUniversalTime(),
            To = to?.ToUniversalTime(),
            NeedsDecision = needsDecision ?? false,
            Drift = drift ?? false,
            Text = q,
            Limit = limit ?? 50,
            After = cursor,
        }, ct);
        return outcome.Match(
            page => Results.Ok(new Page<ReservationListing>([.. page.Items.Select(ReservationListing.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, long id, CancellationToken ct) =>
        await Respond(context, mediator, mapper, await mediator.Send(new GetReservation(Caller(context), id), ct));

    private static async Task<IResult> History(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new GetHistory(Caller(context), id), ct)).Match(
            entries => Results.Ok(new ItemsBody<HistoryLine>([.. entries.Select(HistoryLine.Of)])),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SellFormats(HttpContext context, IMediator mediator, long id, int? segment, CancellationToken ct) =>
        (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            lines => Results.Ok(lines.ToDictionary(
                line => JsonNamingPolicy.CamelCase.ConvertName(line.Key.ToString()), line => line.Value)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SellFormatOf(
        HttpContext context, IMediator mediator, long id, string gds, int? segment, CancellationToken ct)
    {
        if (!Enum.TryParse<Gds>(gds, ignoreCase: true, out var system) || !Enum.IsDefined(system) || !gds.All(char.IsAsciiLetter))
            return Problems.Result(context, 404, "notFound", "Unknown GDS. Use sabre, abacus, apollo, galileo or amadeus.");
        return (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            lines => Results.Text(lines[system]),
            refusal => Problems.Result(context, refusal));
    }

    private static Task<IResult> Accept(
        HttpContext context, IMediator mediator, IMapper mapper, long id, AcceptBody? body, CancellationToken ct) =>
        ActOnVersion(context, mediator, mapper, id,
            target => mediator.Send(new AcceptReservation(target, body?.ConfirmationNumber, body?.Feedback), ct));

    private static Task<IResult> Decline(
        HttpContext context, IMediator mediator, IMapper mapper, long id, ReasonBody? body, CancellationToken ct) =>
        ActOnVersion(context, mediator, mapper, id, target => mediator.Send(new DeclineReservation(target, body?.Reason), ct));

    private static async Task<IResult> Cancel(
        HttpContext context, IMediator mediator, IMapper mapper, long id, bool? dryRun, ReasonBody? body, CancellationToken ct) =>
        dryRun == true
            ? (await mediator.Send(new PreviewCancellation(Caller(context), id), ct)).Match(
                preview => Results.Ok(CancellationPreviewBody.Of(preview)), refusal => Problems.Result(context, refusal))
            : await Act(context, mediator, mapper, id, target => mediator.Send(new CancelReservation(target, body?.Reason), ct));

    private static Task<IResult> Progress(
        HttpContext context, IMediator mediator, IMapper mapper, long id, ProgressBody? body, CancellationToken ct) =>
        Act(context, mediator, mapper, id,
            target => mediator.Send(new ReportRideProgress(target, body?.State, body?.Driver, body?.Vehicle), ct));

    private static Task<IResult> Close(
        HttpContext context, IMediator mediator, IMapper mapper, long id, CloseBody? body, CancellationToken ct) =>
        Act(context, mediator, mapper, id, target => mediator.Send(new CloseReservation(target, body?.Outcome, body?.FinalFare), ct));

    private static Task<IResult> Amend(
        HttpContext context, IMediator mediator, IMapper mapper, long id, AmendBody? body, CancellationToken ct) =>
        Act(context, mediator, mapper, id, target => mediator.Send(
            new AmendReservation(target, body?.Driver, body?.Vehicle, body?.PickupInstructions, body?.FinalFare), ct));

    /// <summary>Accept and decline apply to what the caller has read: <c>If-Match</c> is required.</summary>
    private static async Task<IResult> ActOnVersion(
        HttpContext context, IMediator mediator, IMapper mapper, long id, Func<DispatchTarget, Task<Outcome<Reservation>>> send) =>
        context.Request.Headers.IfMatch.Count == 0
            ? Problems.Result(context, 428, "ifMatchRequired",
                "If-Match is required. Send the ETag of the reservation that you read, or * for any version.")
            : await Act(context, mediator, mapper, id, send);

    private static async Task<IResult> Act(
        HttpContext context, IMediator mediator, IMapper mapper, long id, Func<DispatchTarget, Task<Outcome<Reservation>>> send) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : await Respond(context, mediator, mapper, await send(new DispatchTarget(Caller(context), id, seen.Value)));

    private static async Task<IResult> Respond(HttpContext context, IMediator mediator, IMapper mapper, Outcome<Reservation> outcome)
    {
        if (outcome.Refusal is { } refusal)
            return Problems.Result(context, refusal);
        var lastNotified = await mediator.Send(new GetLastNotified(outcome.Value));
        if (lastNotified.Refusal is { } failure)
            return Problems.Result(context, failure);
        SetETag(context, outcome.Value.Version);
        var model = mapper.Map<ReservationModel>(outcome.Value);
        model.LastNotified = mapper.Map<LastNotifiedModel>(lastNotified.Value);
        return Results.Ok(model);
    }
}
