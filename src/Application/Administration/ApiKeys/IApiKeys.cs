using GroundTransport.Application.Catalog;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>The API keys in the database.</summary>
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

    void Remove(ApiKey key);
}
