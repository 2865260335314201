using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IReservations"/>
internal sealed class ReservationStore(GatewayDbContext db, Dialect dialect, RatePlanCache plans) : IReservations
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
        var overlapping = await db.Database.SqlQueryRaw<OverlappingHold>(dialect.LockFleet,
            vendorCode, hold.VehicleId, hold.To.ToUnixTimeMilliseconds(), hold.From.ToUnixTimeMilliseconds(), exceptReservation)
            .ToListAsync(ct);
        return [.. overlapping.Select(other => (Instant(other.TakenFrom), Instant(other.TakenTo)))];
    }

    public void Add(Reservation reservation) => db.Reservations.Add(reservation);

    public void Record(HistoryEntry entry, FeedEvent feedEvent, PostBack? postBack)
    {
        db.History.Add(entry);
        db.Events.Add(feedEvent);
        if (postBack is not null)
            db.PostBacks.Add(postBack);
    }

    public void Hold(Reservation reservation) => db.Holds.AddRange(HoldRow.Of(reservation));

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

    private sealed record OverlappingHold(long TakenFrom, long TakenTo);
}
