using GroundTransport.Application.Administration.RatePlans;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IRatePlans"/>
internal sealed class RatePlanStore(GatewayDbContext db) : IRatePlans
{
    public Task<RatePlanVersion?> Find(string code, int version, CancellationToken ct) =>
        db.RatePlans.AsNoTracking().FirstOrDefaultAsync(plan => plan.VendorCode == code && plan.Version == version, ct);

    public async Task<IReadOnlyList<RatePlanLine>> List(string code, int below, int limit, CancellationToken ct) =>
        await db.RatePlans.AsNoTracking().Where(plan => plan.VendorCode == code && plan.Version < below)
            .OrderByDescending(plan => plan.Version).Take(limit)
            .Select(plan => new RatePlanLine(plan.Version, plan.CreatedAt, plan.CreatedBy)).ToListAsync(ct);

    public async Task Add(RatePlanVersion plan, IReadOnlyList<string> vehicleIds, CancellationToken ct)
    {
        db.RatePlans.Add(plan);
        var known = await db.Fleet.AsNoTracking().Where(row => row.VendorCode == plan.VendorCode)
            .Select(row => row.VehicleId).ToListAsync(ct);
        db.Fleet.AddRange(vehicleIds.Except(known, StringComparer.Ordinal).Select(id => new FleetRow(plan.VendorCode, id, 0, 0)));
    }
}
