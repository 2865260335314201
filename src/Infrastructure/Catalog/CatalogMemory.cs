using System.Collections.Frozen;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Quotes;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Catalog;

/// <summary>
/// The snapshot that Search, credentials and API keys are read from. Polled twice a second: one number tells whether
/// anything changed, then all of it is read anew.
/// </summary>
public sealed class CatalogMemory(IServiceScopeFactory scopes, IDataProtectionProvider protection, CompiledPlans plans, TimeProvider clock) : ICatalog, IAfterCommit, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private CatalogSnapshot current = Empty;

    private static CatalogSnapshot Empty => new()
    {
        Version = 0,
        ConfirmedAt = DateTimeOffset.MinValue,
        Vendors = FrozenDictionary<string, VendorOnSale>.Empty,
        ConnectsByUserName = FrozenDictionary<string, Domain.Vendors.DirectConnect>.Empty,
        ConnectsById = FrozenDictionary<string, Domain.Vendors.DirectConnect>.Empty,
        ConnectsByToken = FrozenDictionary<string, Domain.Vendors.DirectConnect>.Empty,
        ApiKeys = FrozenDictionary<string, ApiKey>.Empty,
        QuoteSigner = new QuoteSigner([]),
    };

    public CatalogSnapshot Current => Volatile.Read(ref current);

    /// <summary>What a reply of this node changed is in force with that reply; the other nodes poll twice a second.</summary>
    public Task Committed(IReadOnlySet<Type> written) =>
        written.Overlaps(CatalogState.Covers) ? Refresh(CancellationToken.None) : Task.CompletedTask;

    /// <summary>Asks the database; one caller at a time, the others wait for the same answer.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
            var asked = clock.GetUtcNow();
            var version = await db.CatalogStates.AsNoTracking().Where(state => state.Id == CatalogState.OnlyRow).Select(state => state.Version).FirstAsync(ct);
            var before = Current;
            Volatile.Write(ref current, version == before.Version ? before with { ConfirmedAt = asked } : await Load(db, version, asked, ct));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<CatalogSnapshot> Load(GatewayDbContext db, long version, DateTimeOffset asked, CancellationToken ct)
    {
        var vendors = new Dictionary<string, VendorOnSale>(StringComparer.Ordinal);
        foreach (var vendor in await db.Vendors.AsNoTracking().ToListAsync(ct))
        {
            vendors[vendor.Code] = new VendorOnSale(vendor, await plans.Find(db, vendor.Code, vendor.PlanVersion, ct));
            plans.Keep(vendor.Code, vendor.PlanVersion);
        }
        var connects = await db.DirectConnects.AsNoTracking().ToListAsync(ct);
        var apiKeys = await db.ApiKeys.AsNoTracking().ToListAsync(ct);
        var protector = protection.CreateProtector(SigningKeyRow.Purpose);
        var signingKeys = (await db.SigningKeys.AsNoTracking().ToListAsync(ct))
            .Select(row => new SigningKey((ushort)row.Id, protector.Unprotect(row.ProtectedSecret), row.ActiveFrom, row.RetiredAt)).ToList();
        return new CatalogSnapshot
        {
            Version = version,
            ConfirmedAt = asked,
            Vendors = vendors.ToFrozenDictionary(StringComparer.Ordinal),
            ConnectsByUserName = connects.ToFrozenDictionary(connect => connect.UserName, StringComparer.Ordinal),
            ConnectsById = connects.ToFrozenDictionary(connect => connect.Id, StringComparer.Ordinal),
            ConnectsByToken = connects.ToFrozenDictionary(connect => Convert.ToHexString(connect.TokenHash), StringComparer.Ordinal),
            ApiKeys = apiKeys.ToFrozenDictionary(key => Convert.ToHexString(key.Hash), StringComparer.Ordinal),
            QuoteSigner = new QuoteSigner(signingKeys),
        };
    }
}
