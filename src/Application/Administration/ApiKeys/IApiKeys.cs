using GroundTransport.Application.Catalog;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>The API keys in the database.</summary>
public interface IApiKeys
{
    Task<ApiKey?> Find(string id, CancellationToken ct);

    /// <summary>Ordered by id.</summary>
    Task<IReadOnlyList<ApiKey>> All(CancellationToken ct);

    void Add(ApiKey key);

    void Remove(ApiKey key);
}
