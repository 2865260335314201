using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.Catalog;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IReservations"/>
internal sealed class ReservationStore(GatewayDbContext db, CompiledPlans plans) : IReservations
{
    public Task<Reservation?> Find(long id, CancellationToken ct) =>
        db.Reservations.FirstOrDefaultAsync(reservation => reservation.Id == id, ct);

    public Task<Vendor?> FindVendor(string code, CancellationToken ct) =>
        db.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Code == code, ct);

    public Task<RideFinder?> FindPlan(string vendorCode, int version, CancellationToken ct) => plans.Find(db, vendorCode, version, ct);

    public async Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> LockFleet(
        string vendorCode, Hold hold, long exceptReservation, CancellationToken ct)
    {
        await db.Fleet.Where(row => row.VendorCode == vendorCode && row.VehicleId == hold.VehicleId)
            .ExecuteUpdateAsync(row => row.SetProperty(fleet => fleet.Locks, fleet => fleet.Locks + 1), ct);
        var overlapping = await db.Holds.AsNoTracking()
            .Where(other => other.VendorCode == vendorCode && other.VehicleId == hold.VehicleId
                && other.TakenFrom < hold.To && other.TakenTo > hold.From && other.ReservationId != exceptReservation)
            .Select(other => new { other.TakenFrom, other.TakenTo })
            .ToListAsync(ct);
        return [.. overlapping.Select(other => (other.TakenFrom, other.TakenTo))];
    }

    public void Add(Reservation reservation) => db.Reservations.Add(reservation);

    public async Task Record(Reservation reservation, HistoryEntry entry, PostBack? postBack, bool holdsMoved, CancellationToken ct)
    {
        db.History.Add(entry);
        if (postBack is not null)
            db.PostBacks.Add(postBack);
        if (!holdsMoved)
            return;
        // A sale had no holds before, and was counted when it locked the fleet; what is given back or moves is counted here, for the occupancy.
        if (entry.From is not null)
        {
            var vehicles = await db.Holds.Where(hold => hold.ReservationId == reservation.Id).Select(hold => hold.VehicleId).ToListAsync(ct);
            await db.Fleet.Where(row => row.VendorCode == reservation.VendorCode && vehicles.Contains(row.VehicleId))
                .ExecuteUpdateAsync(row => row.SetProperty(fleet => fleet.Locks, fleet => fleet.Locks + 1), ct);
            await db.Holds.Where(hold => hold.ReservationId == reservation.Id).ExecuteDeleteAsync(ct);
        }
        db.Holds.AddRange(HoldRow.Of(reservation));
    }
}
