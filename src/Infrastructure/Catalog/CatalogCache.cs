using System.Collections.Frozen;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Catalog;

/// <summary>
/// The in-memory snapshot of vendors, rate plans, credentials and API keys. Twice a second the catalog's version is read; if it
/// has changed, the whole snapshot is reloaded.
/// </summary>
public sealed class CatalogCache(IServiceScopeFactory scopes, IDataProtectionProvider protection, RatePlanCache plans, TimeProvider clock)
    : ICatalog, IAfterCommit, IDisposable
{
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private CatalogSnapshot current = Empty;

    private static CatalogSnapshot Empty => new()
    {
        Version = 0,
        ConfirmedAt = DateTimeOffset.MinValue,
        Vendors = FrozenDictionary<string, VendorOnSale>.Empty,
        ConnectsByUserName = FrozenDictionary<string, DirectConnect>.Empty,
        ConnectsById = FrozenDictionary<string, DirectConnect>.Empty,
        ConnectsByToken = FrozenDictionary<string, DirectConnect>.Empty,
        ApiKeys = FrozenDictionary<string, ApiKey>.Empty,
        QuoteSigner = new QuoteSigner([]),
    };

    public CatalogSnapshot Current => Volatile.Read(ref current);

    /// <summary>A change is in force on this node before the response is sent; the other nodes poll twice a second.</summary>
    public Task Committed(IReadOnlySet<Type> written) =>
        written.Overlaps(CatalogState.SourceTypes) ? Refresh(CancellationToken.None) : Task.CompletedTask;

    /// <summary>Reads the version, and reloads the snapshot if it has changed. Concurrent calls run one after the other.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        await refreshing.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
            var readAt = clock.GetUtcNow();
            var version = await db.CatalogStates.AsNoTracking().Where(state => state.Id == CatalogState.SingleId)
                .Select(state => state.Version).FirstAsync(ct);
            var loaded = Current;
            Volatile.Write(ref current, version == loaded.Version
                ? loaded with { ConfirmedAt = readAt }
                : await Load(db, version, readAt, ct));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    /// <summary>The one before the last rotation too: whether it is still valid depends on the time of the call.</summary>
    private static IEnumerable<KeyValuePair<string, DirectConnect>> TokensOf(DirectConnect connect)
    {
        yield return new(Convert.ToHexString(connect.TokenHash), connect);
        if (connect.Previous is { } previous)
            yield return new(Convert.ToHexString(previous.TokenHash), connect);
    }

    private async Task<CatalogSnapshot> Load(GatewayDbContext db, long version, DateTimeOffset readAt, CancellationToken ct)
    {
        var vendors = new Dictionary<string, VendorOnSale>(StringComparer.Ordinal);
        var secrets = new ProtectedSecrets(protection);
        var pricingSecrets = (await db.PricingSecrets.AsNoTracking().ToListAsync(ct))
            .ToDictionary(row => row.VendorCode, row => PricingSecretStore.Decrypt(secrets, row), StringComparer.Ordinal);
        foreach (var vendor in await db.Vendors.AsNoTracking().ToListAsync(ct))
        {
            vendors[vendor.Code] = new VendorOnSale(vendor, await plans.Find(db, vendor.Code, vendor.PlanVersion, ct))
            {
                PricingSecrets = pricingSecrets.GetValueOrDefault(vendor.Code),
            };
            plans.RemoveOutdated(vendor.Code, vendor.PlanVersion);
        }
        var connects = await db.DirectConnects.AsNoTracking().ToListAsync(ct);
        var apiKeys = await db.ApiKeys.AsNoTracking().ToListAsync(ct);
        var protector = protection.CreateProtector(SigningKeyRow.Purpose);
        var signingKeys = (await db.SigningKeys.AsNoTracking().ToListAsync(ct))
            .ConvertAll(row => new SigningKey((ushort)row.Id, protector.Unprotect(row.ProtectedSecret), row.ActiveFrom, row.RetiredAt));
        return new CatalogSnapshot
        {
            Version = version,
            ConfirmedAt = readAt,
            Vendors = vendors.ToFrozenDictionary(StringComparer.Ordinal),
            ConnectsByUserName = connects.ToFrozenDictionary(connect => connect.UserName, StringComparer.Ordinal),
            ConnectsById = connects.ToFrozenDictionary(connect => connect.Id, StringComparer.Ordinal),
            ConnectsByToken = connects.SelectMany(TokensOf).ToFrozenDictionary(StringComparer.Ordinal),
            ApiKeys = apiKeys.ToFrozenDictionary(key => Convert.ToHexString(key.Hash), StringComparer.Ordinal),
            QuoteSigner = new QuoteSigner(signingKeys),
        };
    }
}
