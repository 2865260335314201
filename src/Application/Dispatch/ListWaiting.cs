using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Lists the requests that wait for a decision, the one that is decided first at the top.</summary>
public sealed record ListWaiting(Operator By, int Limit, string? After) : IRequest<Outcome<WaitingRequests>>;

/// <summary>A page of waiting requests.</summary>
/// <param name="Count">How many wait in all, counted up to one more than <see cref="MaxCount"/>.</param>
public sealed record WaitingRequests(int Count, Page<Reservation> Page)
{
    /// <summary>Beyond this many nobody needs the exact number, and counting would take longer than the page.</summary>
    public const int MaxCount = 1000;
}

/// <summary>Validates the page.</summary>
public sealed class ListWaitingValidator : AbstractValidator<ListWaiting>
{
    public ListWaitingValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Cursor.Read);
    }
}

/// <inheritdoc cref="ListWaiting"/>
public sealed class ListWaitingHandler(IReservationQueries queries) : IRequestHandler<ListWaiting, Outcome<WaitingRequests>>
{
    public async Task<Outcome<WaitingRequests>> Handle(ListWaiting request, CancellationToken cancellationToken)
    {
        var vendors = request.By.Visible(null);
        var after = request.After is null ? null : Cursor.Read(request.After);
        var rows = await queries.Waiting(vendors, after, request.Limit + 1, cancellationToken);
        // The first page shows all there are, unless there are more: they needn't be counted.
        var count = after is null && rows.Count <= request.Limit
            ? rows.Count
            : await queries.CountWaiting(vendors, WaitingRequests.MaxCount + 1, cancellationToken);
        return new WaitingRequests(count, Cursor.Page(rows, request.Limit, row => Cursor.Of(row.DecideBefore!.Value, row.Id)));
    }
}
