using System.Globalization;
using System.Text.Json;
using GroundTransport.Api.AdminEndpoints;
using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Session;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace GroundTransport.Api.Console.RideDetails;

/// <summary>One ride: all of it, and every action on it.</summary>
public static class RideEndpoints
{
    public static void MapRide(this RouteGroupBuilder pages)
    {
        var ride = pages.MapGroup("rides/{id:long}");
        ride.MapGet("", (HttpContext context, RideReader reader, long id, CancellationToken ct) => Show(context, reader, id, null, ct));
        ride.MapGet("sign", ShowSign);
        ride.MapGet("exchanges/{exchange:long}", ShowExchange);
        ride.MapGet("support-case", DownloadSupportCase);
        var act = ride.MapGroup("").RequireRole(Role.Dispatch);
        act.MapAction("accept", "Accepted.", (form, target) => new AcceptReservation(
            target, form.Text("confirmationNumber")?.ToUpperInvariant(), form.Text("feedback"), null));
        act.MapAction("decline", "Declined.", (form, target) => new DeclineReservation(target, form.Text("reason")));
        act.MapAction("cancel", "Cancelled.", (form, target) => new CancelReservation(target, form.Text("reason")));
        act.MapAction("acknowledge", "Acknowledged.", (_, target) => new AcknowledgeReservation(target));
        act.MapAction("progress", "Progress reported.", (form, target) => new ReportRideProgress(
            target, EnumWords.Parse<Progress>(form.Text("state") ?? ""), null, null));
        act.MapAction("close", "Closed.", (form, target) => new CloseReservation(
            target, EnumWords.Parse<RideOutcome>(form.Text("outcome") ?? ""), RideForms.FinalFare(form)));
        act.MapPost("crew", Assign);
        act.MapPost("post-backs/{postBack:long}/retry", Retry);
        act.MapReceipt("receipt", "Saved.", (form, caller, id) => new PutReceiptRecipient(caller, id, form.Text("concurUserId")));
        act.MapReceipt("receipt/retry", "The receipt is queued again.", (_, caller, id) => new RetryReceipt(caller, id));
    }

    private static void MapReceipt(
        this RouteGroupBuilder act, string path, string done,
        Func<PostedForm, Operator, long, IRequest<Outcome<ReservationReceipts>>> action) =>
        act.MapPost(path, async (
            HttpContext context, RideReader reader, IMediator mediator, Notices notices, long id, CancellationToken ct) =>
        {
            var form = await PostedForm.Read(context);
            var outcome = await mediator.Send(action(form, RestConventions.Caller(context), id), ct);
            return outcome.Refusal is { } refusal
                ? await Show(context, reader, id, new RideProblem(refusal.Kind, refusal.Message.Render(FieldNames.Of), form), ct)
                : Done(context, notices, form, id, done);
        });

    /// <summary>A POST that runs one use case on the version that was shown.</summary>
    private static void MapAction(
        this RouteGroupBuilder act, string name, string done, Func<PostedForm, DispatchTarget, IRequest<Outcome<Reservation>>> action) =>
        act.MapPost(name, async (
            HttpContext context, RideReader reader, IMediator mediator, Notices notices, long id, CancellationToken ct) =>
        {
            var form = await PostedForm.Read(context);
            if (form.Version is null)
                return Results.StatusCode(400);
            if (RideForms.Mistake(form) is { } mistake)
                return await Show(context, reader, id, new RideProblem(RefusalKind.Request, mistake, form), ct);
            var outcome = await mediator.Send(action(form, new DispatchTarget(RestConventions.Caller(context), id, form.Version)), ct);
            return outcome.Refusal is { } refusal
                ? await Refuse(context, reader, id, refusal, form, ct)
                : Done(context, notices, form, id, done);
        });

    private static async Task<IResult> Assign(
        HttpContext context, RideReader reader, IMediator mediator, Notices notices, long id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        if (form.Version is null)
            return Results.StatusCode(400);
        var caller = RestConventions.Caller(context);
        var crew = await mediator.Send(new ListCrew(caller, id), ct);
        if (crew.Refusal is { } unknown)
            return ProblemPages.Result(context, 404, unknown.Message.Render(FieldNames.Of));
        var (driver, vehicle) = (RideForms.Driver(form, crew.Value), RideForms.Vehicle(form, crew.Value));
        var amended = await mediator.Send(new AmendReservation(new DispatchTarget(caller, id, form.Version))
        {
            Driver = driver,
            Vehicle = vehicle,
            PickupInstructions = form.Text("pickupInstructions") ?? "",
            ExternalReference = form.Text("externalReference") ?? "",
        }, ct);
        if (amended.Refusal is { } refusal)
            return await Refuse(context, reader, id, refusal, form, ct);
        return RideForms.Overlap(crew.Value, driver, vehicle) is { } warning
            ? Done(context, notices, form, id, warning, NoticeKind.Warning)
            : Done(context, notices, form, id, "Saved.");
    }

    private static async Task<IResult> Retry(
        HttpContext context, RideReader reader, IMediator mediator, Notices notices, long id, long postBack, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var retried = await mediator.Send(new RetryPostBack(RestConventions.Caller(context), postBack), ct);
        return retried.Refusal is { } refusal
            ? await Refuse(context, reader, id, refusal, form, ct)
            : Done(context, notices, form, id, "The PostBack is queued again.");
    }

    private static SeeOther Done(
        HttpContext context, Notices notices, PostedForm form, long id, string text, NoticeKind kind = NoticeKind.Good)
    {
        notices.Keep(context, kind, text);
        return new SeeOther(form.Text("back") is { } back && ConsolePaths.IsOurs(back) ? back : ConsolePaths.Ride(id));
    }

    private static async Task<IResult> Refuse(
        HttpContext context, RideReader reader, long id, Refusal refusal, PostedForm form, CancellationToken ct)
    {
        var text = refusal.Kind is RefusalKind.Stale or RefusalKind.NotInThisState
            ? await reader.Explain(RestConventions.Caller(context), id, refusal, ct)
            : refusal.Message.Render(FieldNames.Of);
        return await Show(context, reader, id, new RideProblem(refusal.Kind, text, form), ct);
    }

    private static async Task<IResult> Show(HttpContext context, RideReader reader, long id, RideProblem? problem, CancellationToken ct) =>
        (await reader.Read(RestConventions.Caller(context), id, ct)).Match(
            ride => Page.Show<RidePage, RideModel>(new RideModel(ride, problem), problem?.Status ?? 200),
            refusal => ProblemPages.Result(context, 404, refusal.Message.Render(FieldNames.Of)));

    private static async Task<IResult> ShowSign(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new GetReservation(RestConventions.Caller(context), id), ct)).Match(
            reservation => Page.Show<NameSignPage, Reservation>(reservation),
            refusal => ProblemPages.Result(context, 404, refusal.Message.Render(FieldNames.Of)));

    private static async Task<IResult> ShowExchange(
        HttpContext context, IMediator mediator, long id, long exchange, CancellationToken ct) =>
        (await mediator.Send(new GetExchange(RestConventions.Caller(context), exchange), ct)).Match(
            found => found.ReservationId == id
                ? Page.Show<ExchangePage, Exchange>(found)
                : ProblemPages.Result(context, 404, "There is no such exchange of this ride."),
            refusal => ProblemPages.Result(context, 404, refusal.Message.Render(FieldNames.Of)));

    private static async Task<IResult> DownloadSupportCase(
        HttpContext context, IMediator mediator, IOptions<JsonOptions> json, long id, CancellationToken ct)
    {
        var exported = await mediator.Send(new ExportSupportCase(RestConventions.Caller(context), id), ct);
        if (exported.Refusal is { } refusal)
            return ProblemPages.Result(context, 404, refusal.Message.Render(FieldNames.Of));
        var file = JsonSerializer.SerializeToUtf8Bytes(SupportCaseBody.Of(exported.Value), json.Value.SerializerOptions);
        return Results.File(file, "application/json", string.Create(CultureInfo.InvariantCulture, $"support-case-{id}.json"));
    }
}
