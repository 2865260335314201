using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Lists rides with all that they consist of.</summary>
public sealed record ListRides(Operator By) : IRequest<Outcome<Page<Reservation>>>
{
    public IReadOnlyList<ReservationState>? States { get; init; }

    public string? Vendor { get; init; }

    /// <summary>The earliest pickup, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest pickup, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only rides that have changed since Concur was last notified.</summary>
    public bool Drift { get; init; }

    /// <summary>Words by which the ride is found.</summary>
    public string? Text { get; init; }

    public ReservationSort Sort { get; init; } = ReservationSort.PickupAt;

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
        RuleFor(list => list.After).PageCursor((list, cursor) => Cursor.Read(cursor, list.Sort));
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
        var after = request.After is { } cursor ? Cursor.Read(cursor, request.Sort) : null;
        var filter = new ReservationFilter(
            request.By.Visible(request.Vendor), statuses, request.From, request.To, request.Text, after, request.Limit + 1)
        {
            Drift = request.Drift,
            Sort = request.Sort,
        };
        var rows = await queries.Rides(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(TimeOf(row, request.Sort), row.Id, request.Sort));
    }

    private static DateTimeOffset TimeOf(Reservation row, ReservationSort sort) => sort switch
    {
        ReservationSort.SoldAt => row.SoldAt,
        ReservationSort.ChangedAt => row.ChangedAt,
        ReservationSort.PickupAt => row.LatestRide.Journey.Start,
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Unknown order"),
    };
}
