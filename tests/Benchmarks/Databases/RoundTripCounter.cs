using System.Buffers.Binary;
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
            var answers = server.GetStream().CopyToAsync(client.GetStream());
            await Task.WhenAny(answers, Forward(client.GetStream(), server.GetStream()));
        }
    }

    /// <summary>A client waits for the answer to each Sync and to each simple query.</summary>
    private async Task Forward(Stream client, Stream server)
    {
        // A message is its type, its length without the type, and its content; what opens a connection has no type.
        for (var typeLength = 0; ;)
        {
            var head = new byte[typeLength + sizeof(int)];
            await client.ReadExactlyAsync(head);
            var content = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(typeLength)) - sizeof(int)];
            await client.ReadExactlyAsync(content);
            if (typeLength > 0 && head[0] is (byte)'S' or (byte)'Q')
                Interlocked.Increment(ref count);
            await server.WriteAsync((byte[])[.. head, .. content]);
            typeLength = 1;
        }
    }
}
