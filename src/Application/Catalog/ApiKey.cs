using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;

namespace GroundTransport.Application.Catalog;

/// <summary>A stored API key: the SHA-256 of its secret, its role, its vendors (null: all).</summary>
public sealed record ApiKey(string Id, string Name, byte[] Hash, Role Role, IReadOnlyList<string>? VendorCodes)
{
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name of the key that created it; empty: the start of the gateway did.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>From when on it is rejected; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, some minutes late; null: never, or not read.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public bool IsExpiredAt(DateTimeOffset now) => ExpiresAt <= now;

    internal AuditedChange Audited(AuditAction action) => new(action, AuditSubject.ApiKey, Id, Name, VendorCodes, EnumWords.Of(Role));
}
