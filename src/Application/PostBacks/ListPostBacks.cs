using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.PostBacks;

/// <summary>The PostBacks that were delivered, are pending, or were given up; newest first.</summary>
public sealed record ListPostBacks(Operator By) : IRequest<Outcome<Page<PostBackRow>>>
{
    public DeliveryState? State { get; init; }

    public long? ReservationId { get; init; }

    public int Limit { get; init; } = 50;

    public string? After { get; init; }
}

/// <summary>Validates the page.</summary>
public sealed class ListPostBacksValidator : AbstractValidator<ListPostBacks>
{
    public ListPostBacksValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(cursor => Cursor.Read(cursor));
    }
}

/// <inheritdoc cref="ListPostBacks"/>
public sealed class ListPostBacksHandler(IPostBackQueries queries) : IRequestHandler<ListPostBacks, Outcome<Page<PostBackRow>>>
{
    public async Task<Outcome<Page<PostBackRow>>> Handle(ListPostBacks request, CancellationToken cancellationToken)
    {
        var filter = new PostBackFilter(request.By.VendorCodes, request.State, request.ReservationId,
            request.After is { } cursor ? Cursor.Read(cursor) : null, request.Limit + 1);
        var rows = await queries.List(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(row.CreatedAt, row.Id));
    }
}
