using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application;

/// <summary>Concur, through one connection, in one call.</summary>
/// <param name="CorrelationId">Concur's own where it sent one: it goes through log, history and PostBack.</param>
public sealed record ConcurCall(DirectConnect Connect, string CorrelationId);

/// <summary>What an API key may do; each role includes those before it.</summary>
public enum Role
{
    Read,
    Dispatch,
    Admin,
}

/// <summary>Somebody at the supplier, in one call.</summary>
/// <param name="Name">The API key's name: what the history shows.</param>
/// <param name="VendorCodes">The vendors that the key is bound to; null: all.</param>
public sealed record Operator(string Name, Role Role, IReadOnlyList<string>? VendorCodes, string CorrelationId)
{
    /// <summary>The API key's id.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>Null where the call has no <c>Idempotency-Key</c>.</summary>
    public OnceKey? Once { get; init; }

    public bool Sees(string vendorCode) => VendorCodes is null || VendorCodes.Contains(vendorCode, StringComparer.Ordinal);
}

/// <summary>A call's <c>Idempotency-Key</c>, and a hash of what it asks for.</summary>
public sealed record OnceKey(string Key, string Content);

/// <summary>Who made something happen, as the history keeps it.</summary>
/// <param name="IsConcur">Concur learns from its own reply: no PostBack.</param>
public sealed record Actor(string Name, string CorrelationId, bool IsConcur)
{
    public static Actor Of(ConcurCall call) => new($"concur:{call.Connect.Name}", call.CorrelationId, IsConcur: true);

    public static Actor Of(Operator supplier) => new($"supplier:{supplier.Name}", supplier.CorrelationId, IsConcur: false);

    public static Actor Clock(string correlationId) => new("clock", correlationId, IsConcur: false);
}
