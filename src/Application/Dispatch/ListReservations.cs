using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Lists reservations by sale, change or pickup.</summary>
public sealed record ListReservations(Operator By) : IRequest<Outcome<Page<ReservationRow>>>
{
    public IReadOnlyList<ReservationStatus>? Statuses { get; init; }

    public IReadOnlyList<ReservationState>? States { get; init; }

    /// <summary>Only reservations with a pending request.</summary>
    public bool NeedsDecision { get; init; }

    /// <summary>Only reservations that have changed since Concur was last notified.</summary>
    public bool Drift { get; init; }

    /// <summary>Only reservations with a decision that no person made and nobody has acknowledged.</summary>
    public bool Unseen { get; init; }

    public string? Vendor { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public DateTimeOffset? ChangedSince { get; init; }

    public string? ExternalReference { get; init; }

    public string? Text { get; init; }

    public ReservationSort Sort { get; init; }

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
        RuleFor(list => list.ExternalReference).MaximumLength(100).OverridePropertyName("externalReference");
        RuleFor(list => list.After).PageCursor((list, cursor) => Cursor.Read(cursor, list.Sort));
    }
}

/// <inheritdoc cref="ListReservations"/>
public sealed class ListReservationsHandler(IReservationQueries queries) : IRequestHandler<ListReservations, Outcome<Page<ReservationRow>>>
{
    private static readonly ReservationStatus[] All = Enum.GetValues<ReservationStatus>();

    public async Task<Outcome<Page<ReservationRow>>> Handle(ListReservations request, CancellationToken cancellationToken)
    {
        ReservationStatus[] statuses =
        [
            .. All.Where(status => (request.Statuses?.Contains(status) ?? true) && (request.States?.Contains(status.State) ?? true)
                && (!request.NeedsDecision || status.NeedsDecision)),
        ];
        var vendors = request.By.Visible(request.Vendor);
        var filter = new ReservationFilter(vendors, statuses.Length == All.Length ? null : statuses, request.From, request.To, request.Text,
            request.After is { } cursor ? Cursor.Read(cursor, request.Sort) : null, request.Limit + 1)
        {
            Drift = request.Drift,
            Unseen = request.Unseen,
            ChangedSince = request.ChangedSince,
            ExternalReference = request.ExternalReference,
            Sort = request.Sort,
        };
        var rows = await queries.List(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(
            TimeOf(row, request.Sort), row.Id, request.Sort));
    }

    private static DateTimeOffset TimeOf(ReservationRow row, ReservationSort sort) => sort switch
    {
        ReservationSort.SoldAt => row.SoldAt,
        ReservationSort.ChangedAt => row.ChangedAt,
        ReservationSort.PickupAt => row.PickupAt,
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Unknown order"),
    };
}
