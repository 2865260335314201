using System.Linq.Expressions;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Events;
using GroundTransport.Application.Paging;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using static GroundTransport.Infrastructure.Persistence.ReservationListColumns;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IReservationQueries"/>
internal sealed class ReservationQueries(GatewayDbContext db) : IReservationQueries
{
    public async Task<IReadOnlyList<ReservationRow>> List(ReservationFilter filter, CancellationToken ct) =>
        await Page(filter)
            .Select(reservation => new ReservationRow(
                reservation.Id,
                reservation.VendorCode,
                reservation.Status,
                reservation.Version,
                reservation.SoldAt,
                reservation.ChangedAt,
                EF.Property<DateTimeOffset>(reservation, PickupAt),
                EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt),
                EF.Property<string>(reservation, Passenger),
                EF.Property<string>(reservation, Pickup),
                EF.Property<string>(reservation, Dropoff),
                reservation.ConfirmationNumber,
                EF.Property<string>(reservation, ExternalReference),
                EF.Property<string>(reservation, Phone),
                EF.Property<string>(reservation, Flight),
                EF.Property<Progress>(reservation, ReservationListColumns.Progress),
                EF.Property<string>(reservation, DriverName),
                EF.Property<string>(reservation, DriverPhone),
                EF.Property<string>(reservation, DriverNumber),
                EF.Property<long>(reservation, RateMinor),
                EF.Property<string>(reservation, Currency),
                reservation.UnseenSince))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<Reservation>> Rides(ReservationFilter filter, CancellationToken ct) =>
        await Page(filter).ToListAsync(ct);

    public async Task<IReadOnlyList<Reservation>> Unseen(IReadOnlyList<string>? vendorCodes, int limit, CancellationToken ct) =>
        await OfUnseen(vendorCodes).OrderBy(reservation => reservation.UnseenSince).ThenBy(reservation => reservation.Id)
            .Take(limit).ToListAsync(ct);

    public Task<int> CountUnseen(IReadOnlyList<string>? vendorCodes, CancellationToken ct) => OfUnseen(vendorCodes).CountAsync(ct);

    public async Task<IReadOnlyList<AssignedRide>> Assigned(string vendorCode, int limit, CancellationToken ct) =>
        await OfAssigned(vendorCode).OrderByDescending(reservation => EF.Property<DateTimeOffset?>(reservation, AssignedAt))
            .Take(limit).Select(AsAssigned).ToListAsync(ct);

    public async Task<IReadOnlyList<AssignedRide>> AssignedBetween(
        string vendorCode, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var earliest = from - Domain.Journeys.Journey.Longest;
        return await OfAssigned(vendorCode)
            .Where(reservation => EF.Property<DateTimeOffset?>(reservation, AssignedAt) > earliest
                && EF.Property<DateTimeOffset?>(reservation, AssignedAt) < to && EF.Property<DateTimeOffset>(reservation, EndsAt) > from
                && reservation.Status != ReservationStatus.RD && reservation.Status != ReservationStatus.XA)
            .Select(AsAssigned).ToListAsync(ct);
    }

    private IQueryable<Reservation> OfAssigned(string vendorCode) => db.Reservations.AsNoTracking().Where(reservation =>
        reservation.VendorCode == vendorCode && EF.Property<DateTimeOffset?>(reservation, AssignedAt) != null);

    private static readonly Expression<Func<Reservation, AssignedRide>> AsAssigned = reservation => new AssignedRide(
        reservation.Id, EF.Property<DateTimeOffset>(reservation, PickupAt), EF.Property<DateTimeOffset>(reservation, EndsAt),
        reservation.Service);

    private IQueryable<Reservation> OfUnseen(IReadOnlyList<string>? vendorCodes)
    {
        var rows = db.Reservations.AsNoTracking().Where(reservation => reservation.UnseenSince != null);
        return vendorCodes is null ? rows : rows.Where(reservation => vendorCodes.Contains(reservation.VendorCode));
    }

    private IQueryable<Reservation> Page(ReservationFilter filter)
    {
        var rows = (filter.Drift ? db.ReservationsBehind : db.Reservations).AsNoTracking();
        if (filter.VendorCodes is { } vendors)
            rows = rows.Where(reservation => vendors.Contains(reservation.VendorCode));
        if (filter.Statuses is { } statuses)
            rows = rows.Where(reservation => statuses.Contains(reservation.Status));
        if (filter.Unseen)
            rows = rows.Where(reservation => reservation.UnseenSince != null);
        if (filter.From is { } from)
            rows = rows.Where(reservation => EF.Property<DateTimeOffset>(reservation, PickupAt) >= from);
        if (filter.To is { } to)
            rows = rows.Where(reservation => EF.Property<DateTimeOffset>(reservation, PickupAt) < to);
        if (filter.ChangedSince is { } since)
            rows = rows.Where(reservation => reservation.ChangedAt >= since);
        if (filter.ExternalReference is { } reference)
            rows = rows.Where(reservation => EF.Property<string>(reservation, ExternalReference) == reference);
        if (!string.IsNullOrWhiteSpace(filter.Text))
            rows = Matching(rows, filter.Text.Trim());
        return Sorted(rows, filter).Take(filter.Limit);
    }

    private static IQueryable<Reservation> Sorted(IQueryable<Reservation> rows, ReservationFilter filter) => filter.Sort switch
    {
        ReservationSort.SoldAt => BySale(rows, filter.After),
        ReservationSort.ChangedAt => ByChange(rows, filter.After),
        ReservationSort.PickupAt => ByPickup(rows, filter.After),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Sort, "Unknown order"),
    };

    private static IQueryable<Reservation> ByPickup(IQueryable<Reservation> rows, ListPosition? after)
    {
        if (after is not null)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(reservation => EF.Property<DateTimeOffset>(reservation, PickupAt) > at
                || (EF.Property<DateTimeOffset>(reservation, PickupAt) == at && reservation.Id > after.Id));
        }
        return rows.OrderBy(reservation => EF.Property<DateTimeOffset>(reservation, PickupAt)).ThenBy(reservation => reservation.Id);
    }

    public async Task<IReadOnlyList<Reservation>> Waiting(
        IReadOnlyList<string>? vendorCodes, ListPosition? after, int limit, CancellationToken ct)
    {
        var rows = OfWaiting(vendorCodes);
        if (after is not null)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt) > at
                || (EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt) == at && reservation.Id > after.Id));
        }
        return await rows.OrderBy(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt))
            .ThenBy(reservation => reservation.Id).Take(limit).ToListAsync(ct);
    }

    public Task<int> CountWaiting(IReadOnlyList<string>? vendorCodes, int atMost, CancellationToken ct) =>
        OfWaiting(vendorCodes).OrderBy(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt))
            .Take(atMost).CountAsync(ct);

    public async Task<IReadOnlyList<HistoryEntry>> History(long reservationId, CancellationToken ct) =>
        await db.History.AsNoTracking().Where(entry => entry.ReservationId == reservationId).OrderBy(entry => entry.Seq).ToListAsync(ct);

    public async Task<IReadOnlyList<long>> WithDecisionOverdue(DateTimeOffset now, int limit, CancellationToken ct) =>
        await db.Reservations.AsNoTracking().Where(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt) <= now)
            .OrderBy(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt)).Take(limit)
            .Select(reservation => reservation.Id).ToListAsync(ct);

    public async Task<IReadOnlyList<long>> WithDeadlineNear(DateTimeOffset now, TimeSpan near, int limit, CancellationToken ct)
    {
        var reservations = await db.Reservations.AsNoTracking()
            .Where(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt) > now
                && EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt) <= now + near)
            .OrderBy(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt))
            .Select(reservation => new
            {
                reservation.Id,
                DecideBefore = EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt)!.Value,
                LastAnnounced = db.Events
                    .Where(row => row.ReservationId == reservation.Id && row.Type == EventTypes.DeadlineNear)
                    .Max(row => (DateTimeOffset?)row.At),
            })
            .ToListAsync(ct);
        // An event from before this time announced an earlier deadline.
        return [.. reservations.Where(row => row.LastAnnounced is not { } last || last < row.DecideBefore - near)
            .Take(limit).Select(row => row.Id)];
    }

    public async Task<IReadOnlyList<long>> EndedBefore(string vendorCode, DateTimeOffset instant, int limit, CancellationToken ct)
    {
        ReservationStatus[] open = [ReservationStatus.RA, ReservationStatus.CA, ReservationStatus.CD, ReservationStatus.XD];
        return await db.Reservations.AsNoTracking()
            .Where(reservation => open.Contains(reservation.Status) && EF.Property<DateTimeOffset>(reservation, EndsAt) < instant
                && reservation.VendorCode == vendorCode)
            .OrderBy(reservation => EF.Property<DateTimeOffset>(reservation, EndsAt)).Take(limit)
            .Select(reservation => reservation.Id).ToListAsync(ct);
    }

    public async Task<IReadOnlyDictionary<string, WaitingDecisions>> WaitingDecisions(CancellationToken ct)
    {
        var vendors = await OfWaiting(null)
            .GroupBy(reservation => reservation.VendorCode)
            .Select(waiting => new { VendorCode = waiting.Key, Count = waiting.LongCount(), Oldest = waiting.Min(row => row.ChangedAt) })
            .ToListAsync(ct);
        return vendors.ToDictionary(vendor => vendor.VendorCode, vendor => new WaitingDecisions(vendor.Count, vendor.Oldest));
    }

    private IQueryable<Reservation> OfWaiting(IReadOnlyList<string>? vendorCodes)
    {
        var rows = db.Reservations.AsNoTracking()
            .Where(reservation => EF.Property<DateTimeOffset?>(reservation, DecideBeforeAt) != null);
        return vendorCodes is null ? rows : rows.Where(reservation => vendorCodes.Contains(reservation.VendorCode));
    }

    private static IQueryable<Reservation> BySale(IQueryable<Reservation> rows, ListPosition? after)
    {
        if (after is not null)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(reservation => reservation.SoldAt < at || (reservation.SoldAt == at && reservation.Id < after.Id));
        }
        return rows.OrderByDescending(reservation => reservation.SoldAt).ThenByDescending(reservation => reservation.Id);
    }

    private static IQueryable<Reservation> ByChange(IQueryable<Reservation> rows, ListPosition? after)
    {
        if (after is not null)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(reservation => reservation.ChangedAt < at || (reservation.ChangedAt == at && reservation.Id < after.Id));
        }
        return rows.OrderByDescending(reservation => reservation.ChangedAt).ThenByDescending(reservation => reservation.Id);
    }

    /// <summary>Each word of the search is the beginning of one of the reservation's.</summary>
    private IQueryable<Reservation> Matching(IQueryable<Reservation> rows, string text)
    {
        var words = SearchWords.OfSearch(text);
        if (words.Count == 0)
            return rows.Where(_ => false);
        foreach (var word in words)
        {
            // A range of the primary key, in each database's binary order; no letter comes after its end.
            var end = word + '\uFFFD';
#pragma warning disable CA1309 // The database compares: its collation is binary.
            rows = rows.Where(reservation => db.ReservationWords
                .Where(row => string.Compare(row.Word, word) >= 0 && string.Compare(row.Word, end) < 0)
                .Select(row => row.ReservationId).Contains(reservation.Id));
#pragma warning restore CA1309
        }
        return rows;
    }
}
