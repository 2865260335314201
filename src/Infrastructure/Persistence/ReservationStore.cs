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

    public async Task<RequestKey?> Claim(RequestKey key, DateTimeOffset now, CancellationToken ct)
    {
        // A key that expired is free again; taking it over and taking a new one are the same statement.
        var (expiresAt, present) = (key.ExpiresAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        var taken = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO request_keys (scope, request_key, content, reservation_id, expires_at)
            VALUES ({key.Scope}, {key.Key}, {key.Content}, {key.ReservationId}, {expiresAt})
            ON CONFLICT (scope, request_key) DO UPDATE
            SET content = excluded.content, reservation_id = excluded.reservation_id, expires_at = excluded.expires_at
            WHERE request_keys.expires_at <= {present}
            """, ct);
        return taken > 0
            ? null
            : await db.RequestKeys.AsNoTracking().FirstAsync(holder => holder.Scope == key.Scope && holder.Key == key.Key, ct);
    }

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
        await db.Holds.Where(hold => hold.ReservationId == reservation.Id).ExecuteDeleteAsync(ct);
        db.Holds.AddRange(HoldRow.Of(reservation));
    }
}
