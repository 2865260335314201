using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Console.Session;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Api.Console.Waiting;

/// <summary>The page of what waits for a decision, and the decisions.</summary>
public static class WaitingEndpoints
{
    /// <summary>How many requests a page shows.</summary>
    private const int PageSize = 30;

    /// <summary>How many decisions that no person made it shows.</summary>
    private const int MaxUnseen = 10;

    public static void MapWaiting(this RouteGroupBuilder pages)
    {
        pages.MapGet("waiting", (HttpContext context, IMediator mediator, string? cursor, long? focus, CancellationToken ct) =>
            Show(context, mediator, new WaitingView(cursor, focus, null), ct));
        pages.MapPost("waiting/{id:long}/accept", Accept).RequireRole(Role.Dispatch);
        pages.MapPost("waiting/{id:long}/decline", Decline).RequireRole(Role.Dispatch);
        pages.MapPost("waiting/acknowledge", Acknowledge).RequireRole(Role.Dispatch);
    }

    private static async Task<IResult> Accept(HttpContext context, IMediator mediator, Notices notices, long id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var target = new DispatchTarget(RestConventions.Caller(context), id, form.Version);
        return await Decide(context, mediator, notices, form, target, new AcceptReservation(target, null, null, null), ct);
    }

    private static async Task<IResult> Decline(HttpContext context, IMediator mediator, Notices notices, long id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var target = new DispatchTarget(RestConventions.Caller(context), id, form.Version);
        return await Decide(context, mediator, notices, form, target, new DeclineReservation(target, form.Text("reason")), ct);
    }

    /// <summary>Acknowledges one decision that no person made, or all that are shown: each in the version that was shown.</summary>
    private static async Task<IResult> Acknowledge(HttpContext context, IMediator mediator, Notices notices, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var (acknowledged, changed) = (0, 0);
        foreach (var (id, version) in form.Versions("seen"))
        {
            var target = new DispatchTarget(RestConventions.Caller(context), id, version);
            if ((await mediator.Send(new AcknowledgeReservation(target), ct)).IsRefused)
                changed++;
            else
                acknowledged++;
        }
        notices.Keep(context, changed == 0 ? NoticeKind.Good : NoticeKind.Warning,
            $"{acknowledged} acknowledged{(changed == 0 ? "" : $"; {changed} changed meanwhile and are still listed")}.");
        return new SeeOther(ConsolePaths.Waiting);
    }

    /// <summary>Decides on the version that was shown, and goes on to the next request.</summary>
    private static async Task<IResult> Decide(
        HttpContext context, IMediator mediator, Notices notices, PostedForm form, DispatchTarget target,
        IRequest<Outcome<Reservation>> decision, CancellationToken ct)
    {
        if (form.Version is null)
            return Results.StatusCode(400);
        var decided = await mediator.Send(decision, ct);
        if (decided.Refusal is { } refusal)
        {
            var text = await Explain(mediator, target, refusal, ct);
            var problem = new WaitingProblem(target.ReservationId, refusal.Kind, text, form.Text("reason") ?? "");
            return await Show(context, mediator, new WaitingView(null, null, problem), ct);
        }
        var reservation = decided.Value;
        notices.Keep(context, NoticeKind.Good,
            $"{RideText.Name(reservation.LatestRide)}: {RideText.Words(reservation.Status.State)}.");
        return new SeeOther($"{ConsolePaths.Waiting}?focus={form.Id("next") ?? 0}");
    }

    /// <summary>Somebody else's decision isn't overwritten: the page says who made it.</summary>
    private static async Task<string> Explain(IMediator mediator, DispatchTarget target, Refusal refusal, CancellationToken ct)
    {
        if (refusal.Kind is not (RefusalKind.Stale or RefusalKind.NotInThisState))
            return refusal.Message.Render(FieldNames.Of);
        var history = await mediator.Send(new GetHistory(target.By, target.ReservationId), ct);
        return history.IsRefused || history.Value is not [.., var last]
            ? refusal.Message.Render(FieldNames.Of)
            : RideText.Conflict(last);
    }

    private static async Task<IResult> Show(HttpContext context, IMediator mediator, WaitingView view, CancellationToken ct)
    {
        var waiting = await mediator.Send(new ListWaiting(RestConventions.Caller(context), PageSize, view.Cursor), ct);
        var unseen = await mediator.Send(new ListUnseen(RestConventions.Caller(context), MaxUnseen), ct);
        return (waiting.Refusal ?? unseen.Refusal) is { } refusal
            ? ProblemPages.Result(context, 400, refusal.Message.Render(FieldNames.Of))
            : Page.Show<WaitingPage, WaitingModel>(new WaitingModel(waiting.Value, unseen.Value, view), view.Problem?.Status ?? 200);
    }
}
