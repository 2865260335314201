using GroundTransport.Application.Paging;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>The queries of the supplier's lists: columns only, no transaction, never another tenant's rows.</summary>
public interface IReservationQueries
{
    Task<IReadOnlyList<ReservationRow>> List(ReservationFilter filter, CancellationToken ct);

    Task<IReadOnlyList<HistoryEntry>> History(long reservationId, CancellationToken ct);

    /// <summary>Reservations with a pending request whose deadline or pickup time has passed.</summary>
    Task<IReadOnlyList<long>> WithDecisionOverdue(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Reservations whose pending request is decided by its deadline within this time, and for which no event says so yet.</summary>
    Task<IReadOnlyList<long>> WithDeadlineNear(DateTimeOffset now, TimeSpan near, int limit, CancellationToken ct);

    /// <summary>Confirmed rides of a vendor that ended before an instant.</summary>
    Task<IReadOnlyList<long>> EndedBefore(string vendorCode, DateTimeOffset instant, int limit, CancellationToken ct);
}

/// <summary>One row of the dispatcher's list.</summary>
public sealed record ReservationRow(
    long Id,
    string VendorCode,
    ReservationStatus Status,
    int Version,
    DateTimeOffset SoldAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset PickupAt,
    DateTimeOffset? DecideBefore,
    string Passenger,
    string Pickup,
    string Dropoff,
    string ConfirmationNumber,
    long RateMinorUnits,
    string Currency);

/// <summary>The filter of the list, which is sorted by sale, newest first.</summary>
/// <param name="VendorCodes">The vendors that the caller has access to; null: all.</param>
/// <param name="From">The earliest pickup time, inclusive.</param>
/// <param name="To">The latest pickup time, exclusive.</param>
/// <param name="Text">Part of the passenger's name, a confirmation number, or an id.</param>
/// <param name="After">The last row of the previous page.</param>
public sealed record ReservationFilter(
    IReadOnlyList<string>? VendorCodes,
    IReadOnlyList<ReservationStatus>? Statuses,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Text,
    ListPosition? After,
    int Limit)
{
    /// <summary>Only reservations that have changed since Concur was last notified.</summary>
    public bool Drift { get; init; }
}
