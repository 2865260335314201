using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Lists rides with all that they consist of, the earliest pickup first.</summary>
public sealed record ListRides(Operator By) : IRequest<Outcome<Page<Reservation>>>
{
    public IReadOnlyList<ReservationState>? States { get; init; }

    public string? Vendor { get; init; }

    /// <summary>The earliest pickup, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest pickup, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Words by which the ride is found.</summary>
    public string? Text { get; init; }

    public int Limit { get; init; } = 50;

    public string? After { get; init; }
}

/// <summary>The limits of the list's parameters.</summary>
public sealed class ListRidesValidator : AbstractValidator<ListRides>
{
    public ListRidesValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.Text).MaximumLength(100).OverridePropertyName("q");
        RuleFor(list => list.After).PageCursor(cursor => Cursor.Read(cursor, ReservationSort.PickupAt));
    }
}

/// <inheritdoc cref="ListRides"/>
public sealed class ListRidesHandler(IReservationQueries queries) : IRequestHandler<ListRides, Outcome<Page<Reservation>>>
{
    public async Task<Outcome<Page<Reservation>>> Handle(ListRides request, CancellationToken cancellationToken)
    {
        var statuses = request.States is { } states
            ? Enum.GetValues<ReservationStatus>().Where(status => states.Contains(status.State)).ToList()
            : null;
        var after = request.After is { } cursor ? Cursor.Read(cursor, ReservationSort.PickupAt) : null;
        var filter = new ReservationFilter(
            request.By.Visible(request.Vendor), statuses, request.From, request.To, request.Text, after, request.Limit + 1)
        {
            Sort = ReservationSort.PickupAt,
        };
        var rows = await queries.Rides(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(row.LatestRide.Journey.Start, row.Id, ReservationSort.PickupAt));
    }
}
