using System.Text;
using GroundTransport.Application;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.ConcurEndpoint;

/// <summary>Finds the connection whose credentials are in a call's <c>Authorization</c>: Basic, or its token as OAuth or Bearer.</summary>
public static class ConcurCredentials
{
    private const int MaxLength = 1024;

    public static DirectConnect? Find(string authorization, CatalogSnapshot catalog)
    {
        var blank = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (blank <= 0 || authorization.Length > MaxLength)
            return null;
        var credentials = authorization[(blank + 1)..].Trim();
        return authorization[..blank].ToUpperInvariant() switch
        {
            "BASIC" => ByPassword(credentials, catalog),
            "OAUTH" or "BEARER" => catalog.ConnectsByToken.GetValueOrDefault(Convert.ToHexString(Secrets.Hash(credentials))),
            _ => null,
        };
    }

    private static DirectConnect? ByPassword(string credentials, CatalogSnapshot catalog)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes[..length]);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && catalog.ConnectsByUserName.TryGetValue(pair[..colon], out var connect)
            && Secrets.Matches(pair[(colon + 1)..], connect.PasswordHash)
            ? connect
            : null;
    }
}
