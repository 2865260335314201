using GroundTransport.Application.Paging;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>The queries of the supplier's lists: columns only, no transaction, never another tenant's rows.</summary>
public interface IReservationQueries
{
    Task<IReadOnlyList<ReservationRow>> List(ReservationFilter filter, CancellationToken ct);

    /// <summary>Reservations with a pending request, the one that is decided first at the top.</summary>
    /// <param name="vendorCodes">The vendors that the caller has access to; null: all.</param>
    /// <param name="after">The last one of the previous page.</param>
    Task<IReadOnlyList<Reservation>> Waiting(
        IReadOnlyList<string>? vendorCodes, ListPosition? after, int limit, CancellationToken ct);

    /// <summary>How many reservations have a pending request; no more than this many are counted.</summary>
    Task<int> CountWaiting(IReadOnlyList<string>? vendorCodes, int atMost, CancellationToken ct);

    /// <summary>Reservations with a decision that no person made and nobody has acknowledged, oldest first.</summary>
    Task<IReadOnlyList<Reservation>> Unseen(IReadOnlyList<string>? vendorCodes, int limit, CancellationToken ct);

    /// <summary>How many reservations have such a decision.</summary>
    Task<int> CountUnseen(IReadOnlyList<string>? vendorCodes, CancellationToken ct);

    /// <summary>The list with all that the rides consist of.</summary>
    Task<IReadOnlyList<Reservation>> Rides(ReservationFilter filter, CancellationToken ct);

    /// <summary>A vendor's rides with a driver or a vehicle, the latest pickup first.</summary>
    Task<IReadOnlyList<AssignedRide>> Assigned(string vendorCode, int limit, CancellationToken ct);

    /// <summary>A vendor's rides with a driver or a vehicle that overlap a time.</summary>
    Task<IReadOnlyList<AssignedRide>> AssignedBetween(string vendorCode, DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    Task<IReadOnlyList<HistoryEntry>> History(long reservationId, CancellationToken ct);

    /// <summary>Reservations with a pending request whose deadline or pickup time has passed.</summary>
    Task<IReadOnlyList<long>> WithDecisionOverdue(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>
    /// Reservations whose pending request is decided by its deadline within this time, and for which no event says so yet.
    /// </summary>
    Task<IReadOnlyList<long>> WithDeadlineNear(DateTimeOffset now, TimeSpan near, int limit, CancellationToken ct);

    /// <summary>Confirmed rides of a vendor that ended before an instant.</summary>
    Task<IReadOnlyList<long>> EndedBefore(string vendorCode, DateTimeOffset instant, int limit, CancellationToken ct);

    /// <summary>The requests that wait for a decision, by vendor.</summary>
    Task<IReadOnlyDictionary<string, WaitingDecisions>> WaitingDecisions(CancellationToken ct);
}

/// <summary>One row of the dispatcher's list.</summary>
/// <param name="Phone">Where the passenger can be called: the cell phone if there is one.</param>
/// <param name="Flight">Carrier and number of the flight at the pickup, else at the drop-off; empty: none.</param>
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
    string ExternalReference,
    string Phone,
    string Flight,
    Progress Progress,
    string DriverName,
    string DriverPhone,
    string DriverNumber,
    long RateMinorUnits,
    string Currency,
    DateTimeOffset? UnseenSince);

/// <summary>The order of the list.</summary>
public enum ReservationSort
{
    /// <summary>The newest sale first.</summary>
    SoldAt,

    /// <summary>The newest change first.</summary>
    ChangedAt,

    /// <summary>The earliest pickup first.</summary>
    PickupAt,
}

/// <summary>The filter of the list, and its order.</summary>
/// <param name="VendorCodes">The vendors that the caller has access to; null: all.</param>
/// <param name="From">The earliest pickup time, inclusive.</param>
/// <param name="To">The latest pickup time, exclusive.</param>
/// <param name="Text">The beginnings of words: names, numbers, phone, e-mail, flight.</param>
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

    /// <summary>Only reservations with a decision that no person made and nobody has acknowledged.</summary>
    public bool Unseen { get; init; }

    /// <summary>Only reservations that have changed at or after this time.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Only reservations with this number of the supplier's own.</summary>
    public string? ExternalReference { get; init; }

    public ReservationSort Sort { get; init; }
}
