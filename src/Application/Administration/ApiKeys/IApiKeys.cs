using GroundTransport.Application.Catalog;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>API keys in the database.</summary>
public interface IApiKeys
{
    Task<ApiKey?> Find(string id, CancellationToken ct);

    /// <summary>In the order of their ids.</summary>
    Task<IReadOnlyList<ApiKey>> All(CancellationToken ct);

    void Add(ApiKey key);

    void Remove(ApiKey key);
}
