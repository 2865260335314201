using System.Net;
using Microsoft.AspNetCore.Connections;

namespace GroundTransport.Api.Limits;

/// <summary>
/// The open connections of each address. One that sends nothing is closed soon. An address that opens too many loses its oldest one on
/// which no call is under way, so that it can't keep others out, and its own calls are served. Known proxies are exempt.
/// </summary>
public sealed class CallerConnections(ProxySettings proxies, TimeProvider clock)
{
    /// <summary>How many connections one address may have; all of them together have Kestrel's limit.</summary>
    public const int MaxPerAddress = 400;

    /// <summary>How long a new connection may be silent.</summary>
    public static readonly TimeSpan FirstByteTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<CallerConnection>> byNetwork = new(StringComparer.Ordinal);

    /// <summary>Serves a connection; returns when it has ended.</summary>
    public async Task Serve(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (proxies.Contains(address))
        {
            await next(connection);
            return;
        }
        var network = CallerNetwork.Of(address);
        var own = new CallerConnection(connection, clock);
        connection.Features.Set(own);
        Enter(network, own)?.Close();
        try
        {
            if (await HasFirstByte(connection))
                await next(connection);
        }
        finally
        {
            Leave(network, own);
        }
    }

    /// <summary>Adds a connection; gives the one that has to go for it.</summary>
    private CallerConnection? Enter(string network, CallerConnection own)
    {
        lock (gate)
        {
            if (!byNetwork.TryGetValue(network, out var open))
                byNetwork[network] = open = [];
            open.Add(own);
            if (open.Count <= MaxPerAddress)
                return null;
            // The new one has no call under way either: it goes itself if all others have one.
            var oldest = open.Where(connection => connection.IsIdle).MinBy(connection => connection.IdleSince)!;
            open.Remove(oldest);
            return oldest;
        }
    }

    private void Leave(string network, CallerConnection own)
    {
        lock (gate)
        {
            if (!byNetwork.TryGetValue(network, out var open))
                return;
            open.Remove(own);
            if (open.Count == 0)
                byNetwork.Remove(network);
        }
    }

    /// <summary>Waits for the first byte and leaves it where it is.</summary>
    private async Task<bool> HasFirstByte(ConnectionContext connection)
    {
        using var timeout = new CancellationTokenSource(FirstByteTimeout, clock);
        try
        {
            var received = await connection.Transport.Input.ReadAsync(timeout.Token);
            connection.Transport.Input.AdvanceTo(received.Buffer.Start);
            return !received.Buffer.IsEmpty;
        }
        catch (Exception closed) when (closed is OperationCanceledException or IOException)
        {
            connection.Abort(new ConnectionAbortedException("The connection was silent."));
            return false;
        }
    }
}

/// <summary>One open connection.</summary>
public sealed class CallerConnection(ConnectionContext connection, TimeProvider clock)
{
    private int calls;
    private long idleSince = clock.GetTimestamp();

    /// <summary>Whether no call is under way on it.</summary>
    public bool IsIdle => Volatile.Read(ref calls) == 0;

    /// <summary>A timestamp.</summary>
    public long IdleSince => Volatile.Read(ref idleSince);

    public void BeginCall() => Interlocked.Increment(ref calls);

    public void EndCall()
    {
        Volatile.Write(ref idleSince, clock.GetTimestamp());
        Interlocked.Decrement(ref calls);
    }

    public void Close() => connection.Abort(new ConnectionAbortedException("The address has too many connections."));
}

/// <summary>Registers the limit on each address's connections.</summary>
public static class CallerConnectionServices
{
    public static void AddCallerConnections(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CallerConnections>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var connections = kestrel.ApplicationServices.GetRequiredService<CallerConnections>();
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => connections.Serve(connection, next)));
        });
    }

    /// <summary>Tells the connection of its calls.</summary>
    public static void UseCallerConnections(this WebApplication app) => app.Use(async (context, next) =>
    {
        var connection = context.Features.Get<CallerConnection>();
        connection?.BeginCall();
        try
        {
            await next(context);
        }
        finally
        {
            connection?.EndCall();
        }
    });
}
