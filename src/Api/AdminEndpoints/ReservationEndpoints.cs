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
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The dispatcher's side: what waits, what was booked, and every action on it.</summary>
public static class ReservationEndpoints
{
    public static void MapReservations(this RouteGroupBuilder api)
    {
        var read = api.MapGroup("/reservations").WithTags("Reservations").RequireAuthorization(nameof(Role.Read));
        read.MapGet("", List).Describes<Page<ReservationListing>>("Reservations, newest sale first");
        read.MapGet("{id:long}", Get).Describes<ReservationModel>("One reservation: what is in force, and beside it what waits");
        read.MapGet("{id:long}/history", History).Describes<ItemsBody<HistoryLine>>("Everything that happened to it, oldest first");
        read.MapGet("{id:long}/sell-formats", SellFormats).Describes<Dictionary<string, string>>("Its passive segment as each system would sell it");
        read.MapGet("{id:long}/sell-formats/{gds}", SellFormatOf).Describes("The line of one system, as text").Produces<string>(200, "text/plain");

        var act = api.MapGroup("/reservations").WithTags("Reservations").RequireAuthorization(nameof(Role.Dispatch));
        act.MapPost("{id:long}/accept", Accept).Describes<ReservationModel>("Accept what is pending; If-Match is required").ComparesVersions().ProducesProblem(428).Takes(Examples.Accept);
        act.MapPost("{id:long}/decline", Decline).Describes<ReservationModel>("Decline what is pending; If-Match is required").ComparesVersions().ProducesProblem(428).Takes(Examples.Reason);
        act.MapPost("{id:long}/cancel", Cancel).Describes<ReservationModel>("Cancel, or with dryRun tell what a traveller's cancellation would cost").ComparesVersions().Takes(Examples.Reason);
        act.MapPost("{id:long}/progress", Progress).Describes<ReservationModel>("Tell how far the ride has come").ComparesVersions().Takes(Examples.Progress);
        act.MapPost("{id:long}/close", Close).Describes<ReservationModel>("Close the ride after its pickup").ComparesVersions().Takes(Examples.Close);
        act.MapPatch("{id:long}", Amend).Describes<ReservationModel>("Tell driver, vehicle, pickup instructions or the final fare").ComparesVersions().Takes(Examples.Amend);
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
                return Problems.Result(context, 422, "invalid", "A status is one of RB RA RD CB CA CD XB XA XD RC; separate several by commas.",
                    [new FieldError("status", $"'{(code.Length > 20 ? code[..20] : code)}' is no status.")]);
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
        await Show(context, mediator, mapper, await mediator.Send(new GetReservation(Caller(context), id), ct));

    private static async Task<IResult> History(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new GetHistory(Caller(context), id), ct)).Match(
            entries => Results.Ok(new ItemsBody<HistoryLine>([.. entries.Select(HistoryLine.Of)])),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SellFormats(HttpContext context, IMediator mediator, long id, int? segment, CancellationToken ct) =>
        (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            lines => Results.Ok(lines.ToDictionary(line => JsonNamingPolicy.CamelCase.ConvertName(line.Key.ToString()), line => line.Value)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SellFormatOf(HttpContext context, IMediator mediator, long id, string gds, int? segment, CancellationToken ct)
    {
        if (!Enum.TryParse<Gds>(gds, ignoreCase: true, out var system) || !Enum.IsDefined(system) || !gds.All(char.IsAsciiLetter))
            return Problems.Result(context, 404, "notFound", "The systems are sabre, abacus, apollo, galileo and amadeus.");
        return (await mediator.Send(new GetSellFormats(Caller(context), id, segment ?? 1), ct)).Match(
            lines => Results.Text(lines[system]),
            refusal => Problems.Result(context, refusal));
    }

    private static Task<IResult> Accept(HttpContext context, IMediator mediator, IMapper mapper, long id, AcceptBody? body, CancellationToken ct) =>
        Decide(context, mediator, mapper, id, target => mediator.Send(new AcceptReservation(target, body?.ConfirmationNumber, body?.Feedback), ct));

    private static Task<IResult> Decline(HttpContext context, IMediator mediator, IMapper mapper, long id, ReasonBody? body, CancellationToken ct) =>
        Decide(context, mediator, mapper, id, target => mediator.Send(new DeclineReservation(target, body?.Reason), ct));

    private static async Task<IResult> Cancel(HttpContext context, IMediator mediator, IMapper mapper, long id, bool? dryRun, ReasonBody? body, CancellationToken ct) =>
        dryRun == true
            ? (await mediator.Send(new PreviewCancellation(Caller(context), id), ct)).Match(
                preview => Results.Ok(CancellationPreviewBody.Of(preview)), refusal => Problems.Result(context, refusal))
            : await Act(context, mediator, mapper, id, target => mediator.Send(new CancelReservation(target, body?.Reason), ct));

    private static Task<IResult> Progress(HttpContext context, IMediator mediator, IMapper mapper, long id, ProgressBody? body, CancellationToken ct) =>
        Act(context, mediator, mapper, id, target => mediator.Send(new ReportRideProgress(target, body?.State, body?.Driver, body?.Vehicle), ct));

    private static Task<IResult> Close(HttpContext context, IMediator mediator, IMapper mapper, long id, CloseBody? body, CancellationToken ct) =>
        Act(context, mediator, mapper, id, target => mediator.Send(new CloseReservation(target, body?.Outcome, body?.FinalFare), ct));

    private static Task<IResult> Amend(HttpContext context, IMediator mediator, IMapper mapper, long id, AmendBody? body, CancellationToken ct) =>
        Act(context, mediator, mapper, id, target => mediator.Send(new AmendReservation(target, body?.Driver, body?.Vehicle, body?.PickupInstructions, body?.FinalFare), ct));

    /// <summary>An accept or decline decides what its caller has seen: it must say which version that was.</summary>
    private static async Task<IResult> Decide(HttpContext context, IMediator mediator, IMapper mapper, long id, Func<DispatchTarget, Task<Outcome<Reservation>>> send) =>
        context.Request.Headers.IfMatch.Count == 0
            ? Problems.Result(context, 428, "ifMatchRequired", "Say which version you decide on: If-Match with the ETag of the reservation as you read it, or * to insist.")
            : await Act(context, mediator, mapper, id, send);

    private static async Task<IResult> Act(HttpContext context, IMediator mediator, IMapper mapper, long id, Func<DispatchTarget, Task<Outcome<Reservation>>> send) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : await Show(context, mediator, mapper, await send(new DispatchTarget(Caller(context), id, seen.Value)));

    private static async Task<IResult> Show(HttpContext context, IMediator mediator, IMapper mapper, Outcome<Reservation> outcome)
    {
        if (outcome.Refusal is { } refusal)
            return Problems.Result(context, refusal);
        var heard = await mediator.Send(new GetLastNotified(outcome.Value));
        if (heard.Refusal is { } failure)
            return Problems.Result(context, failure);
        Tag(context, outcome.Value.Version);
        var model = mapper.Map<ReservationModel>(outcome.Value);
        model.LastNotified = mapper.Map<LastNotifiedModel>(heard.Value);
        return Results.Ok(model);
    }
}
