using System.Security.Cryptography;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Vendors;

/// <summary>A connection from Concur: its credentials (hashes only), the vendors that it sells, and how its times are meant.</summary>
public sealed record DirectConnect
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string UserName { get; init; }

    /// <summary>SHA-256 of the password. It is a generated secret of high entropy, so no slow hash is needed.</summary>
    public required byte[] PasswordHash { get; init; }

    /// <summary>SHA-256 of the opaque token that <c>OAuth</c> or <c>Bearer</c> can carry instead.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>The secrets before the last rotation, while both are valid; null: none are.</summary>
    public PreviousSecrets? Previous { get; init; }

    public required IReadOnlyList<string> VendorCodes { get; init; }

    public TimesAre TimesAre { get; init; }

    /// <summary>False: no PostBacks are queued; Concur pulls the details instead.</summary>
    public bool PostBackEnabled { get; init; } = true;

    /// <summary>Incremented by each change of this connection.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether the password with this hash is valid now.</summary>
    public bool AcceptsPassword(ReadOnlySpan<byte> hash, DateTimeOffset now) =>
        CryptographicOperations.FixedTimeEquals(hash, PasswordHash)
        || (Previous is { } previous && now < previous.Until && CryptographicOperations.FixedTimeEquals(hash, previous.PasswordHash));

    /// <summary>Whether the token with this hash is valid now.</summary>
    public bool AcceptsToken(ReadOnlySpan<byte> hash, DateTimeOffset now) =>
        CryptographicOperations.FixedTimeEquals(hash, TokenHash)
        || (Previous is { } previous && now < previous.Until && CryptographicOperations.FixedTimeEquals(hash, previous.TokenHash));

    public bool MaySell(string vendorCode) => VendorCodes.Contains(vendorCode, StringComparer.Ordinal);
}

/// <summary>The hashes of the secrets that a rotation replaced, and until when they stay valid.</summary>
public sealed record PreviousSecrets(byte[] PasswordHash, byte[] TokenHash, DateTimeOffset Until);
