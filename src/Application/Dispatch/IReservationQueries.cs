using GroundTransport.Application.Paging;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>What the supplier's lists read: columns only, no transaction; never another tenant's.</summary>
public interface IReservationQueries
{
    Task<IReadOnlyList<ReservationRow>> List(ReservationFilter filter, CancellationToken ct);

    Task<IReadOnlyList<HistoryEntry>> History(long reservationId, CancellationToken ct);

    /// <summary>Reservations whose pending decision the clock has overtaken: its deadline or the pickup.</summary>
    Task<IReadOnlyList<long>> WithDecisionOverdue(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Standing rides of a vendor that ended before an instant.</summary>
    Task<IReadOnlyList<long>> EndedBefore(string vendorCode, DateTimeOffset instant, int limit, CancellationToken ct);
}

/// <summary>One line of the dispatcher's list.</summary>
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

/// <summary>Which reservations to list, newest sale first.</summary>
/// <param name="VendorCodes">The vendors that may be seen; null: all.</param>
/// <param name="From">First pickup time, inclusive.</param>
/// <param name="To">Last pickup time, exclusive.</param>
/// <param name="Text">Part of the passenger's name, a confirmation number, or an id.</param>
/// <param name="After">The last line of the page before.</param>
public sealed record ReservationFilter(
    IReadOnlyList<string>? VendorCodes,
    IReadOnlyList<ReservationStatus>? Statuses,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Text,
    ListPosition? After,
    int Limit)
{
    /// <summary>Only those of which Concur hasn't heard the latest.</summary>
    public bool Drift { get; init; }
}
