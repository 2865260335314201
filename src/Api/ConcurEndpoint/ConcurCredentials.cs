using System.Security.Cryptography;
using System.Text;
using GroundTransport.Api.Limits;
using GroundTransport.Application;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>What a call's <c>Authorization</c> proves.</summary>
/// <param name="Connect">The connection whose credentials they are; null: nobody's.</param>
/// <param name="Name">The user name that was sent, for <see cref="FailedLogins"/>.</param>
public readonly record struct ConcurLogin(DirectConnect? Connect, string Name);

/// <summary>Finds the connection whose credentials are in a call's <c>Authorization</c>: Basic, or its token as OAuth or Bearer.</summary>
public static class ConcurCredentials
{
    private const int MaxLength = 1024;
    private const string Unreadable = "(unreadable)";

    /// <summary>Stands for every connection that doesn't exist. Nobody knows its password.</summary>
    private static readonly DirectConnect Unknown = new()
    {
        Id = "",
        Name = "",
        UserName = "",
        PasswordHash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
        TokenHash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
        VendorCodes = [],
    };

    public static ConcurLogin Find(string authorization, CatalogSnapshot catalog, DateTimeOffset now)
    {
        if (authorization.Length == 0)
            return new(null, FailedLogins.Nobody);
        var blank = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (blank <= 0 || authorization.Length > MaxLength)
            return new(null, Unreadable);
        var scheme = authorization.AsSpan(0, blank);
        var credentials = authorization.AsSpan(blank + 1).Trim();
        if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return ByPassword(credentials, catalog, now);
        return scheme.Equals("OAuth", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? new(ByToken(credentials.ToString(), catalog, now), FailedLogins.Token)
            : new(null, Unreadable);
    }

    private static DirectConnect? ByToken(string token, CatalogSnapshot catalog, DateTimeOffset now)
    {
        var hash = Secrets.Hash(token);
        return catalog.ConnectsByToken.TryGetValue(Convert.ToHexString(hash), out var connect) && connect.AcceptsToken(hash, now)
            ? connect
            : null;
    }

    private static ConcurLogin ByPassword(ReadOnlySpan<char> credentials, CatalogSnapshot catalog, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64Chars(credentials, bytes, out var length))
            return new(null, Unreadable);
        ReadOnlySpan<byte> pair = bytes[..length];
        var colon = pair.IndexOf((byte)':');
        if (colon <= 0)
            return new(null, Unreadable);
        var name = Encoding.UTF8.GetString(pair[..colon]);
        // The password is hashed where it is: no string of it is left in memory.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(pair[(colon + 1)..], hash);
        // An unknown name costs what a known one does: the time of the answer tells nobody which names exist.
        var connect = catalog.ConnectsByUserName.GetValueOrDefault(name, Unknown);
        return connect.AcceptsPassword(hash, now) && !ReferenceEquals(connect, Unknown) ? new(connect, name) : new(null, name);
    }
}
