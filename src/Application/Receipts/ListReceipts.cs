using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Receipts;

/// <summary>The receipts of all reservations that the caller may see, newest first.</summary>
public sealed record ListReceipts(Operator By) : IRequest<Outcome<Page<ReceiptDelivery>>>
{
    public ReceiptState? State { get; init; }

    public long? ReservationId { get; init; }

    public int Limit { get; init; } = 50;

    public string? After { get; init; }
}

/// <summary>Lists receipts without a transaction.</summary>
public interface IReceiptQueries
{
    Task<IReadOnlyList<ReceiptDelivery>> List(ReceiptFilter filter, CancellationToken ct);
}

/// <summary>Which receipts to list, newest first.</summary>
public sealed record ReceiptFilter(
    IReadOnlyList<string>? VendorCodes, ReceiptState? State, long? ReservationId, ListPosition? After, int Limit);

/// <summary>Validates the page.</summary>
public sealed class ListReceiptsValidator : AbstractValidator<ListReceipts>
{
    public ListReceiptsValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(cursor => Cursor.Read(cursor));
    }
}

/// <inheritdoc cref="ListReceipts"/>
public sealed class ListReceiptsHandler(IReceiptQueries queries) : IRequestHandler<ListReceipts, Outcome<Page<ReceiptDelivery>>>
{
    public async Task<Outcome<Page<ReceiptDelivery>>> Handle(ListReceipts request, CancellationToken cancellationToken)
    {
        var filter = new ReceiptFilter(
            request.By.VendorCodes, request.State, request.ReservationId,
            request.After is { } cursor ? Cursor.Read(cursor) : null, request.Limit + 1);
        var rows = await queries.List(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(row.CreatedAt, row.Id));
    }
}
