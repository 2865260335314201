using System.Collections.Concurrent;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Domain.Pricing;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <summary>Rate plans by version, compiled once: a version never changes.</summary>
public sealed class CompiledPlans
{
    private readonly ConcurrentDictionary<(string Vendor, int Version), RideFinder> compiled = new();

    public async Task<RideFinder?> Find(GatewayDbContext db, string vendorCode, int version, CancellationToken ct)
    {
        if (compiled.TryGetValue((vendorCode, version), out var known))
            return known;
        var row = await db.RatePlans.AsNoTracking().FirstOrDefaultAsync(plan => plan.VendorCode == vendorCode && plan.Version == version, ct);
        return row is null ? null : compiled.GetOrAdd((vendorCode, version), _ => new RideFinder(RatePlanDocument.Read(row.Document, vendorCode, version)));
    }

    /// <summary>Forgets versions that neither is in force nor can be named by a quote any more.</summary>
    public void Keep(string vendorCode, int inForce)
    {
        foreach (var (vendor, version) in compiled.Keys.Where(key => key.Vendor == vendorCode && key.Version < inForce - 1))
            compiled.TryRemove((vendor, version), out _);
    }
}
