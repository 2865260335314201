using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Administration.RatePlans;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Adds the demo vendor, direct connect and API key, so that the README's commands work as printed.</summary>
public sealed class DemoSeeder(GatewayDbContext db, TimeProvider clock)
{
    /// <returns>Whether anything was added; the caller saves.</returns>
    public async Task<bool> AddMissing(CancellationToken ct)
    {
        if (await db.Vendors.AnyAsync(vendor => vendor.Code == DemoData.Vendor.Code, ct))
            return false;
        var plan = RatePlanDocument.Read(DemoData.RatePlan(), DemoData.Vendor.Code, DemoData.Vendor.PlanVersion);
        var now = clock.GetUtcNow();
        db.Vendors.Add(DemoData.Vendor);
        db.RatePlans.Add(new RatePlanVersion(plan.VendorCode, plan.Version, DemoData.RatePlan(), now, DemoData.ApiKey.Name));
        db.Fleet.AddRange(plan.Fleet.Select(vehicle => new FleetRow(plan.VendorCode, vehicle.VehicleId, 0, 0)));
        db.DirectConnects.Add(DemoData.DirectConnect);
        db.ApiKeys.Add(DemoData.ApiKey with { CreatedAt = now });
        return true;
    }
}
