using System.Globalization;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain.Reservations;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The wire log: the redacted messages between Concur and the gateway, and the file for Concur's support.</summary>
public static class ExchangeEndpoints
{
    public static void MapExchanges(this RouteGroupBuilder api)
    {
        var exchanges = api.MapGroup("").WithTags("Wire log").RequireAuthorization(nameof(Role.Read));
        exchanges.MapGet("/exchanges", List)
            .WithDocumentation<Page<ExchangeListing>>("List the exchanges with Concur, newest first");
        exchanges.MapGet("/exchanges/{id:long}", Get)
            .WithDocumentation<ExchangeBody>("Get one exchange with its redacted bodies");
        exchanges.MapGet("/reservations/{id:long}/support-case", SupportCase)
            .WithDocumentation<SupportCaseBody>("Export what Concur's support asks for about a reservation, as one file");
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator, long? reservation, string? correlationId, string? kind, string? outcome,
        DateTimeOffset? from, DateTimeOffset? to, int? limit, string? cursor, CancellationToken ct)
    {
        if (ParseEnum<ExchangeKind>("kind", kind) is var kinds && kinds.IsRefused)
            return Problems.Result(context, kinds.Refusal);
        if (ParseEnum<ExchangeOutcome>("outcome", outcome) is var outcomes && outcomes.IsRefused)
            return Problems.Result(context, outcomes.Refusal);
        var query = new ListExchanges(Caller(context))
        {
            ReservationId = reservation,
            CorrelationId = correlationId,
            Kind = kinds.Value,
            Outcome = outcomes.Value,
            From = from?.ToUniversalTime(),
            To = to?.ToUniversalTime(),
            Limit = limit ?? 50,
            After = cursor,
        };
        return (await mediator.Send(query, ct)).Match(
            page => Results.Ok(new Page<ExchangeListing>([.. page.Items.Select(ExchangeListing.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new GetExchange(Caller(context), id), ct)).Match(
            exchange => Results.Ok(ExchangeBody.Of(exchange)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SupportCase(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new ExportSupportCase(Caller(context), id), ct)).Match(
            supportCase =>
            {
                context.Response.Headers.ContentDisposition =
                    string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"support-case-{id}.json\"");
                return Results.Ok(SupportCaseBody.Of(supportCase));
            },
            refusal => Problems.Result(context, refusal));
}

/// <summary>One exchange of the wire log.</summary>
public sealed record ExchangeListing(
    long Id, DateTimeOffset At, ExchangeKind Kind, ExchangeOutcome Outcome, string DirectConnect, string Vendor, string? Reservation,
    string CorrelationId, string ConcurCorrelationId, int HttpStatus, string Why, int DurationMs)
{
    public static ExchangeListing Of(Exchange row) => new(
        row.Id, row.At, row.Kind, row.Outcome, row.DirectConnectId, row.VendorCode,
        row.ReservationId?.ToString(CultureInfo.InvariantCulture),
        row.CorrelationId, row.ConcurCorrelationId, row.HttpStatus, row.Why, row.DurationMs);
}

/// <summary>One exchange with its bodies: the elements' names, and only those values that contain no personal or payment data.</summary>
public sealed record ExchangeBody(ExchangeListing Exchange, string Request, string Answer)
{
    public static ExchangeBody Of(Exchange row) => new(ExchangeListing.Of(row), row.Request, row.Answer);
}

/// <summary>
/// What Concur's support asks for. Times are GMT. <c>toFillIn</c> lists what only the supplier can add. Tokens, keys and
/// travellers' names are left out.
/// </summary>
public sealed record SupportCaseBody(
    string ToFillIn, string Reservation, ReservationStatus Status, LastNotifiedBody? LastNotified, IReadOnlyList<string> CorrelationIds,
    IReadOnlyList<HistoryLine> History, IReadOnlyList<SupportPostBack> PostBacks, IReadOnlyList<SupportExchange> Exchanges)
{
    private const string OnlyTheSupplierCanAdd = "The application's name; the last six characters of its client id; the customer's name, "
        + "company id and UUID; the expected and the actual result.";

    public static SupportCaseBody Of(SupportCase from) => new(
        OnlyTheSupplierCanAdd,
        from.Reservation.Id.ToString(CultureInfo.InvariantCulture),
        from.Reservation.Status,
        from.LastNotified is { } last ? LastNotifiedBody.Of(last) : null,
        [.. from.Exchanges.SelectMany(CorrelationIdsOf).Where(id => id.Length > 0).Distinct()],
        [.. from.History.Select(entry => HistoryLine.Of(entry) with { Why = "", Details = null })],
        [.. from.PostBacks.Select(SupportPostBack.Of)],
        [.. from.Exchanges.Select(exchange => SupportExchange.Of(exchange, from.PostBackUrl))]);

    private static IEnumerable<string> CorrelationIdsOf(Exchange exchange) => [exchange.CorrelationId, exchange.ConcurCorrelationId];
}

/// <summary>
/// The last message about the reservation that reached Concur, in the fields of the reservation's own <c>lastNotified</c>.
/// </summary>
/// <param name="Version">The version that Concur was notified of.</param>
/// <param name="Status">The status in that message.</param>
/// <param name="At">When.</param>
/// <param name="By">The message that notified Concur.</param>
/// <param name="CorrelationId">The correlation id of that message.</param>
public sealed record LastNotifiedBody(
    int Version, ReservationStatus Status, DateTimeOffset At, NotificationKind By, string CorrelationId)
{
    public static LastNotifiedBody Of(LastNotified last) =>
        new(last.Seq, Enum.Parse<ReservationStatus>(last.Status), last.At, Enum.Parse<NotificationKind>(last.By), last.CorrelationId);
}

/// <summary>One PostBack of a support case.</summary>
public sealed record SupportPostBack(
    int Seq, ReservationStatus Status, PostBackState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt,
    string LastAnswer, string ConcurCorrelationId)
{
    public static SupportPostBack Of(PostBackRow row) =>
        new(row.Seq, Enum.Parse<ReservationStatus>(row.Status), row.State, row.Attempts, row.CreatedAt, row.DoneAt, row.LastAnswer,
            row.ConcurCorrelationId);
}

/// <summary>One exchange of a support case.</summary>
public sealed record SupportExchange(ExchangeListing Exchange, string Method, string Url, string Request, string Answer)
{
    public static SupportExchange Of(Exchange row, Uri? postBackUrl)
    {
        var url = row.Kind == ExchangeKind.PostBack ? postBackUrl?.AbsoluteUri ?? "" : GroundTransportationEndpoint.Path;
        return new SupportExchange(ExchangeListing.Of(row), "POST", url, row.Request, row.Answer);
    }
}
