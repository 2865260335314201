using System.Net;
using System.Net.Sockets;
using GroundTransport.Application.Outgoing;

namespace GroundTransport.Infrastructure.Outgoing;

/// <summary>
/// Connects only to addresses that are allowed. The name is resolved here and the connection goes to what was checked: a name that
/// resolves to something else a moment later gains nothing.
/// </summary>
internal sealed class GuardedConnection(AddressRule rule)
{
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var resolved = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        var allowed = resolved.Where(address => rule.Allows(host, port, address)).ToArray();
        if (allowed.Length == 0)
            throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A handler for calls to addresses that the supplier names.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = Connect,
        // A redirect leads to an address that nobody has checked, and a proxy resolves names itself.
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };
}

/// <summary>The name leads to addresses that aren't public.</summary>
internal sealed class ForbiddenAddressException() : Exception(
    "Not sent: the host has no public address. An operator can allow it with GroundTransport:Outgoing:AllowedHosts");
