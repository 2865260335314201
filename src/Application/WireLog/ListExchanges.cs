using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.WireLog;

/// <summary>The stored exchanges.</summary>
public interface IExchanges
{
    /// <summary>Newest first, without their bodies.</summary>
    Task<IReadOnlyList<Exchange>> List(ExchangeFilter filter, CancellationToken ct);

    Task<Exchange?> Find(long id, CancellationToken ct);

    /// <summary>
    /// The exchanges about a reservation through the connection that sold it, oldest first, with their bodies. Calls of other
    /// connections with its id aren't about it.
    /// </summary>
    Task<IReadOnlyList<Exchange>> Of(long reservationId, string directConnectId, int limit, CancellationToken ct);
}

/// <summary>The filter of the list.</summary>
/// <param name="VendorCodes">Null: all exchanges, including those without a vendor.</param>
public sealed record ExchangeFilter(
    IReadOnlyList<string>? VendorCodes, long? ReservationId, string? CorrelationId, ExchangeKind? Kind, ExchangeOutcome? Outcome,
    DateTimeOffset? From, DateTimeOffset? To, ListPosition? After, int Limit);

/// <summary>Lists the wire log, newest exchange first.</summary>
public sealed record ListExchanges(Operator By) : IRequest<Outcome<Page<Exchange>>>
{
    public long? ReservationId { get; init; }

    public string? CorrelationId { get; init; }

    public ExchangeKind? Kind { get; init; }

    public ExchangeOutcome? Outcome { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public int Limit { get; init; } = 50;

    public string? After { get; init; }
}

/// <summary>Returns one exchange with its bodies.</summary>
public sealed record GetExchange(Operator By, long Id) : IRequest<Outcome<Exchange>>;

/// <summary>The limits of the list's parameters.</summary>
public sealed class ListExchangesValidator : AbstractValidator<ListExchanges>
{
    public ListExchangesValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(cursor => Cursor.Read(cursor));
        RuleFor(list => list.CorrelationId).MaximumLength(200).OverridePropertyName("correlationId");
    }
}

/// <inheritdoc cref="ListExchanges"/>
public sealed class ListExchangesHandler(IExchanges exchanges)
    : IRequestHandler<ListExchanges, Outcome<Page<Exchange>>>, IRequestHandler<GetExchange, Outcome<Exchange>>
{
    public async Task<Outcome<Page<Exchange>>> Handle(ListExchanges request, CancellationToken cancellationToken)
    {
        var filter = new ExchangeFilter(
            request.By.VendorCodes, request.ReservationId, request.CorrelationId, request.Kind, request.Outcome, request.From, request.To,
            request.After is { } cursor ? Cursor.Read(cursor) : null, request.Limit + 1);
        var rows = await exchanges.List(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(row.At, row.Id));
    }

    public async Task<Outcome<Exchange>> Handle(GetExchange request, CancellationToken cancellationToken) =>
        await exchanges.Find(request.Id, cancellationToken) is { } exchange
        && request.By.SeesAll(exchange.VendorCode.Length == 0 ? null : [exchange.VendorCode])
            ? exchange
            : Refusal.Unknown("exchange");
}
