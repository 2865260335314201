using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Catalog;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IApiKeys"/>
internal sealed class ApiKeyStore(GatewayDbContext db) : IApiKeys
{
    public Task<ApiKey?> Find(string id, CancellationToken ct) => db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Id == id, ct);

    public async Task<IReadOnlyList<ApiKey>> All(CancellationToken ct) =>
        await db.ApiKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(ct);

    // Whoever changes a key raises this version too: the row is the lock.
    public Task Lock(CancellationToken ct) =>
        db.CatalogStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Version, row => row.Version + 1), ct);

    public void Add(ApiKey key) => db.ApiKeys.Add(key);

    public void Remove(ApiKey key) => db.ApiKeys.Remove(key);
}
