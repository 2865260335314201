using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IReservations"/>
internal sealed class ReservationStore(GatewayDbContext db, AddedRows added, Dialect dialect, RatePlanCache plans) : IReservations
{
    public Task<Reservation?> Find(long id, CancellationToken ct) =>
        db.Reservations.FirstOrDefaultAsync(reservation => reservation.Id == id, ct);

    public Task<Vendor?> FindVendor(string code, CancellationToken ct) =>
        db.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Code == code, ct);

    public Task<RideFinder?> FindPlan(string vendorCode, int version, CancellationToken ct) => plans.Find(db, vendorCode, version, ct);

    public async Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> SaveAndLockFleet(
        string vendorCode, Hold hold, long exceptReservation, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        return await added.SaveAndRead(
            dialect.LockFleet,
            [vendorCode, hold.VehicleId, hold.To.ToUnixTimeMilliseconds(), hold.From.ToUnixTimeMilliseconds(), exceptReservation],
            overlapping => (Instant(overlapping.GetInt64(0)), Instant(overlapping.GetInt64(1))), ct);
    }

    public void Add(Reservation reservation) => added.Add(reservation);

    public void Record(HistoryEntry entry, FeedEvent feedEvent, PostBack? postBack)
    {
        added.Add(entry);
        added.Add(feedEvent);
        if (postBack is not null)
            added.Add(postBack);
    }

    public void Hold(Reservation reservation)
    {
        foreach (var hold in HoldRow.Of(reservation))
            added.Add(hold);
    }

    public async Task MoveHolds(Reservation reservation, CancellationToken ct)
    {
        var vehicles = await db.Holds.Where(hold => hold.ReservationId == reservation.Id).Select(hold => hold.VehicleId).ToListAsync(ct);
        vehicles = [.. vehicles.Union(reservation.Holds.Select(hold => hold.VehicleId), StringComparer.Ordinal)];
        var longest = reservation.Holds
            .Select(hold => hold.To.ToUnixTimeMilliseconds() - hold.From.ToUnixTimeMilliseconds()).DefaultIfEmpty().Max();
        // Every vehicle kind that gains or loses a hold: its occupancy is reloaded.
        var fleet = db.Fleet.Where(row => row.VendorCode == reservation.VendorCode && vehicles.Contains(row.VehicleId));
        await fleet.ExecuteUpdateAsync(
            row => row.SetProperty(vehicle => vehicle.Locks, vehicle => vehicle.Locks + 1).SetProperty(
                vehicle => vehicle.LongestHold, vehicle => vehicle.LongestHold < longest ? longest : vehicle.LongestHold),
            ct);
        await db.Holds.Where(hold => hold.ReservationId == reservation.Id).ExecuteDeleteAsync(ct);
        Hold(reservation);
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
