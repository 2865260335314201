using System.Globalization;
using System.Text.Json;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Application.WireLog;
using MediatR;
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The wire log: what went between Concur and us, redacted; and the file for a case with Concur's support.</summary>
public static class ExchangeEndpoints
{
    public static void MapExchanges(this RouteGroupBuilder api)
    {
        var exchanges = api.MapGroup("").WithTags("Wire log").RequireAuthorization(nameof(Role.Read));
        exchanges.MapGet("/exchanges", List).Describes<Page<ExchangeListing>>("What went over the wire, newest first");
        exchanges.MapGet("/exchanges/{id:long}", Get).Describes<ExchangeBody>("One exchange with its bodies, redacted");
        exchanges.MapGet("/reservations/{id:long}/support-case", SupportCase).Describes<SupportCaseBody>("One file for a case with Concur's support");
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator, long? reservation, string? correlationId, string? kind, string? outcome,
        DateTimeOffset? from, DateTimeOffset? to, int? limit, string? cursor, CancellationToken ct)
    {
        if (Word<ExchangeKind>("kind", kind) is var kinds && kinds.IsRefused)
            return Problems.Result(context, kinds.Refusal);
        if (Word<ExchangeOutcome>("outcome", outcome) is var outcomes && outcomes.IsRefused)
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
            page => Results.Ok(new Page<ExchangeListing>([.. page.Items.Select(ExchangeListing.Of)], page.Next)), refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new GetExchange(Caller(context), id), ct)).Match(
            exchange => Results.Ok(ExchangeBody.Of(exchange)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> SupportCase(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        (await mediator.Send(new ExportSupportCase(Caller(context), id), ct)).Match(
            opened =>
            {
                context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"support-case-{id}.json\"");
                return Results.Ok(SupportCaseBody.Of(opened));
            },
            refusal => Problems.Result(context, refusal));
}

/// <summary>One line of the wire log.</summary>
public sealed record ExchangeListing(
    long Id, DateTimeOffset At, ExchangeKind Kind, ExchangeOutcome Outcome, string DirectConnect, string Vendor, string? Reservation,
    string CorrelationId, string ConcurCorrelationId, int HttpStatus, string Why, int DurationMs)
{
    public static ExchangeListing Of(Exchange row) => new(
        row.Id, row.At, row.Kind, row.Outcome, row.DirectConnectId, row.VendorCode, row.ReservationId?.ToString(CultureInfo.InvariantCulture),
        row.CorrelationId, row.ConcurCorrelationId, row.HttpStatus, row.Why, row.DurationMs);
}

/// <summary>One exchange with its bodies: names of elements, and the texts that say nothing of who rides or pays.</summary>
public sealed record ExchangeBody(ExchangeListing Exchange, string Request, string Answer)
{
    public static ExchangeBody Of(Exchange row) => new(ExchangeListing.Of(row), row.Request, row.Answer);
}

/// <summary>
/// What Concur's support asks for. Times are GMT. What only the supplier knows (the application's name, the last six
/// characters of its client id, the customer's name and UUID, what was expected) is left to be filled in; tokens, keys and
/// travellers' names are left out.
/// </summary>
public sealed record SupportCaseBody(
    string ToFillIn, string Reservation, string Status, string LastHeardByConcur, IReadOnlyList<string> CorrelationIds, IReadOnlyList<HistoryLine> History,
    IReadOnlyList<SupportPostBack> PostBacks, IReadOnlyList<SupportExchange> Exchanges)
{
    public static SupportCaseBody Of(SupportCase opened) => new(
        "Application name; last six characters of its client id; customer name, company id and UUID; what you expected to see, and what was seen.",
        opened.Reservation.Id.ToString(CultureInfo.InvariantCulture),
        opened.Reservation.Status.ToString(),
        opened.LastNotified is { } told ? string.Create(CultureInfo.InvariantCulture, $"{told.Status} by {told.By} at {told.At:yyyy-MM-ddTHH:mm:ss}Z ({told.CorrelationId})") : "nothing",
        [.. opened.Exchanges.SelectMany(exchange => new[] { exchange.CorrelationId, exchange.ConcurCorrelationId }).Where(id => id.Length > 0).Distinct()],
        [.. opened.History.Select(entry => HistoryLine.Of(entry) with { Why = "", Details = null })],
        [.. opened.PostBacks.Select(row => new SupportPostBack(row.Seq, row.Status, JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()), row.Attempts, row.CreatedAt, row.DoneAt, row.LastAnswer, row.ConcurCorrelationId))],
        [.. opened.Exchanges.Select(exchange => new SupportExchange(
            ExchangeListing.Of(exchange), "POST",
            exchange.Kind == ExchangeKind.PostBack ? opened.PostBackUrl?.AbsoluteUri ?? "" : GroundTransportationEndpoint.Path, exchange.Request, exchange.Answer))]);
}

/// <summary>One PostBack of a case.</summary>
public sealed record SupportPostBack(int Seq, string Status, string State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, string LastAnswer, string ConcurCorrelationId);

/// <summary>One exchange of a case.</summary>
public sealed record SupportExchange(ExchangeListing Exchange, string Method, string Url, string Request, string Answer);
