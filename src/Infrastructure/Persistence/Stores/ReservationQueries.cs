using System.Globalization;
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
    public async Task<IReadOnlyList<ReservationRow>> List(ReservationFilter filter, CancellationToken ct)
    {
        var rows = db.Reservations.AsNoTracking();
        if (filter.VendorCodes is { } vendors)
            rows = rows.Where(reservation => vendors.Contains(reservation.VendorCode));
        if (filter.Statuses is { } statuses)
            rows = rows.Where(reservation => statuses.Contains(reservation.Status));
        if (filter.Drift)
            rows = rows.Where(reservation => !db.LastNotified.Any(
                last => last.ReservationId == reservation.Id && last.Seq >= reservation.NotifyVersion));
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
        return await (filter.Sort == ReservationSort.ChangedAt ? ByChange(rows, filter.After) : BySale(rows, filter.After))
            .Take(filter.Limit)
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
                EF.Property<long>(reservation, RateMinor),
                EF.Property<string>(reservation, Currency)))
            .ToListAsync(ct);
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

    public Task<int> CountWaiting(IReadOnlyList<string>? vendorCodes, CancellationToken ct) => OfWaiting(vendorCodes).CountAsync(ct);

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

    private static IQueryable<Reservation> Matching(IQueryable<Reservation> rows, string text)
    {
        var name = text.ToUpperInvariant();
        var id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return rows.Where(reservation => reservation.Id == id || reservation.ConfirmationNumber == name
            || EF.Property<string>(reservation, ExternalReference) == text
            || EF.Property<string>(reservation, PassengerFolded).Contains(name));
    }
}
