using GroundTransport.Application.Callers;

namespace GroundTransport.Application.Catalog;

/// <summary>A stored API key: the SHA-256 of its secret, its role, its vendors (null: all).</summary>
public sealed record ApiKey(string Id, string Name, byte[] Hash, Role Role, IReadOnlyList<string>? VendorCodes)
{
    public DateTimeOffset CreatedAt { get; init; }
}
