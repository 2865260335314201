using System.Net;
using System.Net.Sockets;

namespace GroundTransport.Benchmarks.Running;

/// <summary>A port of the loopback that nobody uses.</summary>
public static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
