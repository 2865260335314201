using System.Net;
using System.Net.Sockets;

namespace GroundTransport.Application.Outgoing;

/// <summary>
/// Which addresses the gateway calls for the supplier: public ones, by https. A caller that may name an address must not reach the
/// gateway's own network through it.
/// </summary>
public sealed class AddressRule(OutgoingSettings settings)
{
    public const int MaxLength = 500;

    /// <summary>Loopback, private, link-local (with the cloud's metadata services), multicast, reserved, and IPv4 inside IPv6.</summary>
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/8", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>What is wrong with an address before anything is resolved; null if nothing is.</summary>
    public string? Mistake(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Length > MaxLength || !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.IdnHost.Length == 0)
            return $"An absolute https URL of at most {MaxLength} characters.";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "The URL may have no user name, password or fragment.";
        if (settings.Allows(uri.IdnHost, uri.Port))
            return null;
        if (uri.Scheme != Uri.UriSchemeHttps)
            return "Use https. An http URL is possible only for a host that GroundTransport:Outgoing:AllowedHosts names.";
        return IsLocalName(uri.IdnHost) || (IPAddress.TryParse(uri.IdnHost, out var literal) && !IsPublic(literal))
            ? "This address isn't public. An operator can allow it with GroundTransport:Outgoing:AllowedHosts."
            : null;
    }

    /// <summary>Whether a connection to what a host name was resolved to is allowed.</summary>
    public bool Allows(string host, int port, IPAddress resolved) => settings.Allows(host, port) || IsPublic(resolved);

    private static bool IsLocalName(string host) =>
        host.TrimEnd('.') is var name && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));

    private static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Array.Exists(NotPublic, network => network.Contains(plain));
    }
}
