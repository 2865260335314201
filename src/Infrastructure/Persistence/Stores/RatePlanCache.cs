using System.Collections.Concurrent;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Domain.Pricing;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <summary>Compiled rate plans by version; a version never changes.</summary>
public sealed class RatePlanCache
{
    private readonly ConcurrentDictionary<(string Vendor, int Version), RideFinder> compiled = new();

    public async Task<RideFinder?> Find(GatewayDbContext db, string vendorCode, int version, CancellationToken ct)
    {
        // Before the first plan.
        if (version == 0)
            return null;
        if (compiled.TryGetValue((vendorCode, version), out var known))
            return known;
        var row = await db.RatePlans.AsNoTracking()
            .FirstOrDefaultAsync(plan => plan.VendorCode == vendorCode && plan.Version == version, ct);
        return row is null
            ? null
            : compiled.GetOrAdd((vendorCode, version), _ => new RideFinder(RatePlanDocument.Read(row.Document, vendorCode, version)));
    }

    /// <summary>Removes the versions that are no longer in force and that no valid quote refers to.</summary>
    public void RemoveOutdated(string vendorCode, int inForce)
    {
        foreach (var (vendor, version) in compiled.Keys.Where(key => key.Vendor == vendorCode && key.Version < inForce - 1))
            compiled.TryRemove((vendor, version), out _);
    }
}
