using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Catalog;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IApiKeys"/>
/// <remarks>Last uses have a table of their own: a write to the keys would make each node reload its catalog.</remarks>
internal sealed class ApiKeyStore(GatewayDbContext db) : IApiKeys
{
    public async Task<ApiKey?> Find(string id, CancellationToken ct)
    {
        if (await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Id == id, ct) is not { } key)
            return null;
        var use = await db.ApiKeyUses.AsNoTracking().FirstOrDefaultAsync(row => row.KeyId == id, ct);
        return key with { LastUsedAt = use?.LastUsedAt };
    }

    public async Task<IReadOnlyList<ApiKey>> All(CancellationToken ct)
    {
        var uses = await db.ApiKeyUses.AsNoTracking().ToDictionaryAsync(row => row.KeyId, row => row.LastUsedAt, ct);
        var keys = await db.ApiKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(ct);
        return [.. keys.Select(key => uses.TryGetValue(key.Id, out var at) ? key with { LastUsedAt = at } : key)];
    }

    // Whoever changes a key raises this version too: the row is the lock.
    public Task Lock(CancellationToken ct) =>
        db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);

    public void Add(ApiKey key) => db.ApiKeys.Add(key);

    public async Task Remove(ApiKey key, CancellationToken ct)
    {
        await db.ApiKeyUses.Where(row => row.KeyId == key.Id).ExecuteDeleteAsync(ct);
        db.ApiKeys.Remove(key);
    }

    public async Task StoreLastUses(IReadOnlyDictionary<string, DateTimeOffset> lastUses, CancellationToken ct)
    {
        var ids = lastUses.Keys.ToList();
        var stored = await db.ApiKeyUses.Where(row => ids.Contains(row.KeyId)).ToDictionaryAsync(row => row.KeyId, ct);
        // A key may have been deleted since it was used.
        foreach (var id in await db.ApiKeys.Where(key => ids.Contains(key.Id)).Select(key => key.Id).ToListAsync(ct))
        {
            if (!stored.TryGetValue(id, out var row))
                db.ApiKeyUses.Add(new ApiKeyUseRow(id) { LastUsedAt = lastUses[id] });
            else if (row.LastUsedAt < lastUses[id])
                row.LastUsedAt = lastUses[id];
        }
    }
}
