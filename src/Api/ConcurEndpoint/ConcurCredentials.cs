using System.Text;
using GroundTransport.Application;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>Finds the connection whose credentials are in a call's <c>Authorization</c>: Basic, or its token as OAuth or Bearer.</summary>
public static class ConcurCredentials
{
    private const int MaxLength = 1024;

    public static DirectConnect? Find(string authorization, CatalogSnapshot catalog, DateTimeOffset now)
    {
        var blank = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (blank <= 0 || authorization.Length > MaxLength)
            return null;
        var credentials = authorization[(blank + 1)..].Trim();
        return authorization[..blank].ToUpperInvariant() switch
        {
            "BASIC" => ByPassword(credentials, catalog, now),
            "OAUTH" or "BEARER" => ByToken(credentials, catalog, now),
            _ => null,
        };
    }

    private static DirectConnect? ByToken(string token, CatalogSnapshot catalog, DateTimeOffset now)
    {
        var hash = Secrets.Hash(token);
        return catalog.ConnectsByToken.TryGetValue(Convert.ToHexString(hash), out var connect) && connect.AcceptsToken(hash, now)
            ? connect
            : null;
    }

    private static DirectConnect? ByPassword(string credentials, CatalogSnapshot catalog, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes[..length]);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && catalog.ConnectsByUserName.TryGetValue(pair[..colon], out var connect)
            && connect.AcceptsPassword(Secrets.Hash(pair[(colon + 1)..]), now)
            ? connect
            : null;
    }
}
