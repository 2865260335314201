using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace GroundTransport.Benchmarks.Databases;

/// <summary>Stands before a PostgreSQL server on this machine and counts how often its clients wait for an answer.</summary>
public sealed class RoundTripCounter : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int port;
    private long count;

    public RoundTripCounter(GatewayDatabase database)
    {
        listener.Start();
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { SslMode = SslMode.Disable };
        (port, connection.Port) = (connection.Port, ((IPEndPoint)listener.LocalEndpoint).Port);
        Database = database with { ConnectionString = connection.ConnectionString };
        _ = Accept();
    }

    /// <summary>The database behind it.</summary>
    public GatewayDatabase Database { get; }

    public long Count => Interlocked.Read(ref count);

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Relay(await listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task Relay(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, port);
            var (asks, answers) = (client.GetStream(), server.GetStream());
            var isAnswered = true;
            // What a client sends without an answer in between, such as BEGIN and the first statement, is one round trip.
            await Task.WhenAny(
                Copy(asks, answers, () => Interlocked.Add(ref count, Interlocked.Exchange(ref isAnswered, false) ? 1 : 0)),
                Copy(answers, asks, () => Volatile.Write(ref isAnswered, true)));
        }
    }

    private static async Task Copy(Stream from, Stream to, Action received)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var length)
        {
            received();
            await to.WriteAsync(buffer.AsMemory(0, length));
        }
    }
}
