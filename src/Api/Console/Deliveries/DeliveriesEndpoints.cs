using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Session;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.Statistics;
using GroundTransport.Application.Webhooks;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Api.Console.Deliveries;

/// <summary>What was sent to Concur and to webhooks, what waits and what failed; and to send it again.</summary>
public static class DeliveriesEndpoints
{
    private const int PageSize = 50;

    public static void MapDeliveries(this RouteGroupBuilder pages)
    {
        pages.MapGet("deliveries", ShowPostBacks);
        pages.MapGet("deliveries/drift", ShowDrift);
        pages.MapGet("deliveries/receipts", ShowReceipts);
        pages.MapPost("deliveries/receipts/{reservation:long}/retry", RetryReceipt).RequireRole(Role.Dispatch);
        pages.MapGet("deliveries/webhooks", ShowWebhooks).RequireRole(Role.Admin);
        pages.MapPost("deliveries/post-backs/{id:long}/retry", Retry).RequireRole(Role.Dispatch);
        pages.MapPost("deliveries/post-backs/retry", RetryAll).RequireRole(Role.Dispatch);
        pages.MapPost("deliveries/webhooks/{webhook}/{id:long}/retry", RetryWebhook).RequireRole(Role.Admin);
    }

    private static async Task<IResult> ShowPostBacks(
        HttpContext context, IMediator mediator, string? state, string? cursor, CancellationToken ct)
    {
        var by = RestConventions.Caller(context);
        var wanted = state is null ? null : EnumWords.Parse<DeliveryState>(state);
        var page = await mediator.Send(new ListPostBacks(by) { State = wanted, Limit = PageSize, After = cursor }, ct);
        var figures = await mediator.Send(new GetStatistics(by, null, null, null), ct);
        return page.Refusal is { } refusal
            ? Refuse(context, refusal)
            : Page.Show<PostBacksPage, PostBacksModel>(
                new PostBacksModel(page.Value, wanted, figures.IsRefused ? null : figures.Value.Backlog));
    }

    private static async Task<IResult> ShowDrift(HttpContext context, IMediator mediator, string? cursor, CancellationToken ct)
    {
        var list = new ListRides(RestConventions.Caller(context)) { Drift = true, Sort = ReservationSort.ChangedAt };
        var page = await mediator.Send(list with { Limit = PageSize, After = cursor }, ct);
        return page.Refusal is { } refusal ? Refuse(context, refusal) : Page.Show<DriftPage, Page<Reservation>>(page.Value);
    }

    private static async Task<IResult> ShowReceipts(
        HttpContext context, IMediator mediator, string? state, string? cursor, CancellationToken ct)
    {
        var wanted = state is null ? null : EnumWords.Parse<ReceiptState>(state);
        var list = new ListReceipts(RestConventions.Caller(context)) { State = wanted, Limit = PageSize, After = cursor };
        var page = await mediator.Send(list, ct);
        return page.Refusal is { } refusal
            ? Refuse(context, refusal)
            : Page.Show<ReceiptsPage, ReceiptsModel>(new ReceiptsModel(page.Value, wanted));
    }

    private static async Task<IResult> RetryReceipt(
        HttpContext context, IMediator mediator, Notices notices, long reservation, CancellationToken ct)
    {
        var retried = await mediator.Send(new RetryReceipt(RestConventions.Caller(context), reservation), ct);
        Keep(context, notices, retried.Refusal, "Queued again.");
        return new SeeOther(await Back(context, $"{ConsolePaths.Deliveries}/receipts"));
    }

    private static async Task<IResult> ShowWebhooks(
        HttpContext context, IMediator mediator, string? webhook, string? state, string? cursor, CancellationToken ct)
    {
        var by = RestConventions.Caller(context);
        var webhooks = (await mediator.Send(new ListWebhooks(by, Cursor.LongestPage, null), ct)).Match(all => all.Items, _ => []);
        if (webhooks.FirstOrDefault(one => webhook is null || one.Id == webhook) is not { } chosen)
        {
            return webhook is null
                ? Page.Show<WebhookDeliveriesPage, WebhookDeliveriesModel>(new WebhookDeliveriesModel([], null, null, null))
                : Refuse(context, Refusal.Unknown("webhook"));
        }
        var wanted = state is null ? null : EnumWords.Parse<DeliveryState>(state);
        var page = await mediator.Send(new ListWebhookDeliveries(by, chosen.Id) { State = wanted, Limit = PageSize, After = cursor }, ct);
        return page.Refusal is { } refusal
            ? Refuse(context, refusal)
            : Page.Show<WebhookDeliveriesPage, WebhookDeliveriesModel>(new WebhookDeliveriesModel(webhooks, chosen, page.Value, wanted));
    }

    private static async Task<IResult> Retry(HttpContext context, IMediator mediator, Notices notices, long id, CancellationToken ct)
    {
        var retried = await mediator.Send(new RetryPostBack(RestConventions.Caller(context), id), ct);
        Keep(context, notices, retried.Refusal, "Queued again with the reservation's present state.");
        return new SeeOther(await Back(context, ConsolePaths.Deliveries));
    }

    /// <summary>Retries all that were given up; one that can't be (a newer one waits) stays.</summary>
    private static async Task<IResult> RetryAll(HttpContext context, IMediator mediator, Notices notices, CancellationToken ct)
    {
        var by = RestConventions.Caller(context);
        var (queued, refused) = (0, 0);
        string? after = null;
        do
        {
            var list = new ListPostBacks(by) { State = DeliveryState.Dead, Limit = Cursor.LongestPage, After = after };
            var page = await mediator.Send(list, ct);
            if (page.IsRefused)
                return Refuse(context, page.Refusal);
            foreach (var row in page.Value.Items)
            {
                if ((await mediator.Send(new RetryPostBack(by, row.Id), ct)).IsRefused)
                    refused++;
                else
                    queued++;
            }
            after = page.Value.Next;
        }
        while (after is not null);
        notices.Keep(context, refused == 0 ? NoticeKind.Good : NoticeKind.Wrong,
            refused == 0
                ? $"{queued} queued again."
                : $"{queued} queued again; {refused} can't be, because a newer one of the same ride waits.");
        return new SeeOther(ConsolePaths.Deliveries);
    }

    private static async Task<IResult> RetryWebhook(
        HttpContext context, IMediator mediator, Notices notices, string webhook, long id, CancellationToken ct)
    {
        var retried = await mediator.Send(new RetryWebhookDelivery(RestConventions.Caller(context), webhook, id), ct);
        Keep(context, notices, retried.Refusal, "Queued again.");
        return new SeeOther(await Back(context, $"{ConsolePaths.Deliveries}/webhooks?webhook={Uri.EscapeDataString(webhook)}"));
    }

    /// <summary>The page that the form was on.</summary>
    private static async Task<string> Back(HttpContext context, string otherwise) =>
        (await PostedForm.Read(context)).Text("back") is { } back && ConsolePaths.IsOurs(back) ? back : otherwise;

    private static void Keep(HttpContext context, Notices notices, Refusal? refusal, string done) => notices.Keep(
        context, refusal is null ? NoticeKind.Good : NoticeKind.Wrong, refusal?.Message.Render(FieldNames.Of) ?? done);

    private static IResult Refuse(HttpContext context, Refusal refusal) =>
        ProblemPages.Result(context, refusal.Kind == RefusalKind.Unknown ? 404 : 400, refusal.Message.Render(FieldNames.Of));
}
