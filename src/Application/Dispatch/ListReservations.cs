using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Lists reservations, newest sale first.</summary>
public sealed record ListReservations(Operator By) : IRequest<Outcome<Page<ReservationRow>>>
{
    public IReadOnlyList<ReservationStatus>? Statuses { get; init; }

    /// <summary>Only reservations with a pending request.</summary>
    public bool NeedsDecision { get; init; }

    /// <summary>Only reservations that have changed since Concur was last notified.</summary>
    public bool Drift { get; init; }

    public string? Vendor { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Text { get; init; }

    public int Limit { get; init; } = 50;

    public string? After { get; init; }
}

/// <summary>The limits of the list's parameters.</summary>
public sealed class ListReservationsValidator : AbstractValidator<ListReservations>
{
    public ListReservationsValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.Text).MaximumLength(100).OverridePropertyName("q");
        RuleFor(list => list.After).PageCursor(cursor => Cursor.Read(cursor));
    }
}

/// <inheritdoc cref="ListReservations"/>
public sealed class ListReservationsHandler(IReservationQueries queries) : IRequestHandler<ListReservations, Outcome<Page<ReservationRow>>>
{
    private static readonly ReservationStatus[] Pending = [.. Enum.GetValues<ReservationStatus>().Where(status => status.NeedsDecision)];

    public async Task<Outcome<Page<ReservationRow>>> Handle(ListReservations request, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReservationStatus>? statuses = request.NeedsDecision
            ? request.Statuses is null ? Pending : [.. request.Statuses.Intersect(Pending)]
            : request.Statuses;
        var vendors = request.By.Visible(request.Vendor);
        var filter = new ReservationFilter(vendors, statuses, request.From, request.To, request.Text,
            request.After is { } cursor ? Cursor.Read(cursor) : null, request.Limit + 1)
        {
            Drift = request.Drift,
        };
        var rows = await queries.List(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(row.SoldAt, row.Id));
    }
}
