using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Domain.Vendors;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IVendors"/>
internal sealed class VendorStore(GatewayDbContext db) : IVendors
{
    public Task<Vendor?> Find(string code, CancellationToken ct) =>
        db.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Code == code, ct);

    public async Task<IReadOnlyList<Vendor>> List(IReadOnlyList<string>? codes, string after, int limit, CancellationToken ct)
    {
#pragma warning disable CA1309 // The database does the comparison; its collation is ordinal.
        var rows = db.Vendors.AsNoTracking().Where(vendor => string.Compare(vendor.Code, after) > 0);
#pragma warning restore CA1309
        if (codes is not null)
            rows = rows.Where(vendor => codes.Contains(vendor.Code));
        return await rows.OrderBy(vendor => vendor.Code).Take(limit).ToListAsync(ct);
    }

    public void Add(Vendor vendor) => db.Vendors.Add(vendor);

    public void Replace(Vendor vendor)
    {
        var entry = db.Vendors.Update(vendor);
        entry.Property(row => row.Version).OriginalValue = vendor.Version - 1;
    }

    public async Task Remove(Vendor vendor, CancellationToken ct)
    {
        await db.RatePlans.Where(plan => plan.VendorCode == vendor.Code).ExecuteDeleteAsync(ct);
        await db.Fleet.Where(row => row.VendorCode == vendor.Code).ExecuteDeleteAsync(ct);
        await db.PricingSecrets.Where(row => row.VendorCode == vendor.Code).ExecuteDeleteAsync(ct);
        db.Vendors.Remove(vendor);
    }

    public async Task<IReadOnlyList<string>> FindDependants(string code, CancellationToken ct)
    {
        var found = new List<string>();
        if (await db.Reservations.AnyAsync(reservation => reservation.VendorCode == code, ct))
            found.Add("reservations");
        // The lists of codes are JSON text in the database; there are only a few rows of each.
        if ((await db.DirectConnects.AsNoTracking().ToListAsync(ct)).Exists(connect => connect.MaySell(code)))
            found.Add("direct connects");
        if ((await db.ApiKeys.AsNoTracking().ToListAsync(ct)).Exists(key => key.VendorCodes?.Contains(code) == true))
            found.Add("API keys");
        return found;
    }

    public async Task<IReadOnlyList<string>> FindUnknown(IReadOnlyList<string> codes, CancellationToken ct)
    {
        var known = await db.Vendors.AsNoTracking().Where(vendor => codes.Contains(vendor.Code))
            .Select(vendor => vendor.Code).ToListAsync(ct);
        return [.. codes.Except(known, StringComparer.Ordinal)];
    }
}
