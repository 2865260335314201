using System.ComponentModel;
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
            .WithDocumentation<Page<ExchangeListing>>("listExchanges", "List exchanges", "The messages to and from Concur, newest first.");
        exchanges.MapGet("/exchanges/{id:long}", Get)
            .WithDocumentation<ExchangeBody>("getExchange", "Get an exchange", "One message and its answer, with redacted bodies.");
        exchanges.MapGet("/reservations/{id:long}/support-case", SupportCase)
            .WithDocumentation<SupportCaseBody>(
                "exportSupportCase", "Export a support case", "What Concur's support asks for about a reservation, as one file.");
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator,
        [Description("Only exchanges about this reservation, by its id.")] long? reservation,
        [Description("Only exchanges with this correlation id.")] string? correlationId,
        [EnumWords<ExchangeKind>, Description("Only exchanges of this message.")] string? kind,
        [EnumWords<ExchangeOutcome>, Description("Only exchanges with this outcome.")] string? outcome,
        [Description("Only exchanges at or after this time.")] DateTimeOffset? from,
        [Description("Only exchanges before this time.")] DateTimeOffset? to, int? limit, string? cursor, CancellationToken ct)
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
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Kind">The message.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="DirectConnect">The id of the direct connect; empty: the caller is unknown.</param>
/// <param name="Vendor">The vendor's code; empty: no vendor is known.</param>
/// <param name="Reservation">The reservation's id; null: not about a reservation.</param>
/// <param name="CorrelationId">The call's correlation id.</param>
/// <param name="ConcurCorrelationId">Concur's id in its answer to a PostBack; empty: none.</param>
/// <param name="HttpStatus">The HTTP status; 0: no response.</param>
/// <param name="Why">Why it was refused or failed; empty: it succeeded.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
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
/// <param name="Exchange">The exchange.</param>
/// <param name="Request">The redacted request.</param>
/// <param name="Answer">The redacted answer.</param>
public sealed record ExchangeBody(ExchangeListing Exchange, string Request, string Answer)
{
    public static ExchangeBody Of(Exchange row) => new(ExchangeListing.Of(row), row.Request, row.Answer);
}

/// <summary>
/// What Concur's support asks for. Times are GMT. <c>toFillIn</c> lists what only the supplier can add. Tokens, keys and
/// travellers' names are left out.
/// </summary>
/// <param name="ToFillIn">What only the supplier can add.</param>
/// <param name="Reservation">The reservation's id.</param>
/// <param name="Status">Its status.</param>
/// <param name="LastNotified">What Concur was last notified of; null: nothing yet.</param>
/// <param name="CorrelationIds">The correlation ids of all its exchanges.</param>
/// <param name="History">Its history, oldest first, without what people wrote.</param>
/// <param name="PostBacks">Its PostBacks.</param>
/// <param name="Receipts">Its receipts.</param>
/// <param name="Exchanges">Its exchanges.</param>
public sealed record SupportCaseBody(
    string ToFillIn, string Reservation, ReservationStatus Status, LastNotifiedBody? LastNotified, IReadOnlyList<string> CorrelationIds,
    IReadOnlyList<HistoryLine> History, IReadOnlyList<SupportPostBack> PostBacks, IReadOnlyList<SupportReceipt> Receipts,
    IReadOnlyList<SupportExchange> Exchanges)
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
        [.. from.Receipts.Select(SupportReceipt.Of)],
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
/// <param name="Seq">The version of the reservation that it was written for.</param>
/// <param name="Status">The reservation's status as the message has it.</param>
/// <param name="State">Whether it is delivered.</param>
/// <param name="Attempts">How often it was sent, as far as it counts.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="DoneAt">When it was delivered, superseded or given up; null: not yet.</param>
/// <param name="LastAnswer">Concur's last answer in one line; empty: none.</param>
/// <param name="ConcurCorrelationId">Concur's own id in its last answer; empty: none.</param>
public sealed record SupportPostBack(
    int Seq, ReservationStatus Status, DeliveryState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt,
    string LastAnswer, string ConcurCorrelationId)
{
    public static SupportPostBack Of(PostBackRow row) =>
        new(row.Seq, Enum.Parse<ReservationStatus>(row.Status), row.State, row.Attempts, row.CreatedAt, row.DoneAt, row.LastAnswer,
            row.ConcurCorrelationId);
}

/// <summary>One receipt of a support case, without the user.</summary>
/// <param name="Reference">Its reference in Concur.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">How often it was sent, as far as it counts.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="DoneAt">When it was processed or given up; null: not yet.</param>
/// <param name="LastAnswer">Concur's last answer in one line; empty: none.</param>
/// <param name="ConcurReceiptId">Concur's id of the receipt; empty: not accepted yet.</param>
/// <param name="ConcurCorrelationId">Concur's own id in its last answer; empty: none.</param>
public sealed record SupportReceipt(
    string Reference, ReceiptState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, string LastAnswer,
    string ConcurReceiptId, string ConcurCorrelationId)
{
    public static SupportReceipt Of(ReceiptDelivery row) => new(
        row.Reference, row.Progress, row.Attempts, row.CreatedAt, row.DoneAt, row.LastAnswer, row.ConcurReceiptId,
        row.ConcurCorrelationId);
}

/// <summary>One exchange of a support case.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The address.</param>
/// <param name="Request">The redacted request.</param>
/// <param name="Answer">The redacted answer.</param>
public sealed record SupportExchange(ExchangeListing Exchange, string Method, string Url, string Request, string Answer)
{
    public static SupportExchange Of(Exchange row, Uri? postBackUrl)
    {
        // The address of a receipt contains the user's id: only the supplier adds it.
        var (method, url) = row.Kind switch
        {
            ExchangeKind.PostBack => ("POST", postBackUrl?.AbsoluteUri ?? ""),
            ExchangeKind.Receipt => ("POST", "/receipts/v4/users/…"),
            ExchangeKind.ReceiptSearch => ("GET", "/receipts/v4/users/…"),
            ExchangeKind.ReceiptStatus => ("GET", "/receipts/v4/status/…"),
            _ => ("POST", GroundTransportationEndpoint.Path),
        };
        return new SupportExchange(ExchangeListing.Of(row), method, url, row.Request, row.Answer);
    }
}
