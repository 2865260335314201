using System.Net;
using System.Net.Sockets;

namespace GroundTransport.Api.Limits;

/// <summary>The network that a caller is limited by.</summary>
public static class CallerNetwork
{
    private const int Ipv6NetworkLength = 8;

    /// <summary>An IPv4 address; of an IPv6 address its /64 network: whoever has one of its addresses has all.</summary>
    public static string Of(IPAddress? address)
    {
        var known = AddressOf(address);
        return known.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(known.GetAddressBytes().AsSpan(0, Ipv6NetworkLength))
            : known.ToString();
    }

    /// <summary>A caller's address; an IPv4 address as such, also if the socket speaks IPv6.</summary>
    public static IPAddress AddressOf(IPAddress? address) =>
        address is null ? IPAddress.None : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
