using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Vendors;

/// <summary>One connection from Concur: its credentials (hashes only), the vendors it may sell, how it means times.</summary>
public sealed record DirectConnect
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string UserName { get; init; }

    /// <summary>SHA-256 of the password: a generated secret of high entropy, so no slow hash.</summary>
    public required byte[] PasswordHash { get; init; }

    /// <summary>SHA-256 of the opaque token that <c>OAuth</c> or <c>Bearer</c> may carry instead.</summary>
    public required byte[] TokenHash { get; init; }

    public required IReadOnlyList<string> VendorCodes { get; init; }

    public TimesAre TimesAre { get; init; }

    /// <summary>Off: nothing is queued; Concur learns by pulling details.</summary>
    public bool PostBackEnabled { get; init; } = true;

    /// <summary>Counts each change of this connection.</summary>
    public int Version { get; init; } = 1;

    public bool MaySell(string vendorCode) => VendorCodes.Contains(vendorCode, StringComparer.Ordinal);
}
