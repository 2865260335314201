namespace GroundTransport.Application.Callers;

/// <summary>The roles of API keys; each includes the one before it.</summary>
public enum Role
{
    Read,
    Dispatch,
    Admin,
}

/// <summary>The caller of the supplier's side, in one call.</summary>
/// <param name="Name">The API key's name, as the history shows it.</param>
/// <param name="VendorCodes">The vendors that the key is bound to; null: all.</param>
public sealed record Operator(string Name, Role Role, IReadOnlyList<string>? VendorCodes, string CorrelationId)
{
    /// <summary>The API key's id.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>The IP address that the call came from; empty: unknown.</summary>
    public string Address { get; init; } = "";

    /// <summary>Null: the call has no <c>Idempotency-Key</c>.</summary>
    public IdempotencyKey? IdempotencyKey { get; init; }

    public bool Sees(string vendorCode) => VendorCodes is null || VendorCodes.Contains(vendorCode, StringComparer.Ordinal);
}

/// <summary>A call's <c>Idempotency-Key</c>, and a hash of the request.</summary>
public sealed record IdempotencyKey(string Key, string Content);
