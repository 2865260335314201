using GroundTransport.Application.Catalog;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>The API keys in the database, with their last uses.</summary>
public interface IApiKeys
{
    Task<ApiKey?> Find(string id, CancellationToken ct);

    /// <summary>Ordered by id.</summary>
    Task<IReadOnlyList<ApiKey>> All(CancellationToken ct);

    /// <summary>
    /// Keeps other transactions from changing keys until this one ends: what is read afterwards stays as it is. A change of the keys'
    /// number is decided behind it.
    /// </summary>
    Task Lock(CancellationToken ct);

    void Add(ApiKey key);

    Task Remove(ApiKey key, CancellationToken ct);

    /// <summary>Stores when keys were last used, unless another node has stored a later time.</summary>
    Task StoreLastUses(IReadOnlyDictionary<string, DateTimeOffset> lastUses, CancellationToken ct);
}
