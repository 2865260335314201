using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTransport.Api.Limits;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;
using GroundTransport.TestKit.Servers;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GroundTransport.Api.Tests.Limits;

/// <summary>Connections that do nothing can't keep others out.</summary>
[DatabaseIndependent]
public sealed class CallerConnectionTests : IDisposable
{
    private const string Live = "GET /health/live HTTP/1.1\r\nHost: gateway\r\n\r\n";

    private readonly string directory = Directory.CreateTempSubdirectory("gateway-connections-").FullName;
    private readonly RunningGateway gateway = new();
    private readonly List<Socket> opened = [];

    private static CancellationToken cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        opened.ForEach(socket => socket.Dispose());
        gateway.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Silent_connection_is_closed_after_five_seconds()
    {
        gateway.Start();
        var started = TimeProvider.System.GetTimestamp();

        Assert.Equal("", await Read(await Open()));

        // Timers count milliseconds, and may be one ahead of the stopwatch.
        var earliest = CallerConnections.FirstByteTimeout - TimeSpan.FromMilliseconds(50);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), earliest, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Beyond_the_limit_the_oldest_silent_connection_goes_and_the_others_are_served()
    {
        gateway.Start();
        var first = await Open();
        var used = await Open();
        await Use(used);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await Use(first);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 2; i < CallerConnections.MaxPerAddress; i++)
            await Open();

        var newest = await Open();

        // The one whose last call is the longest ago, not the one that was opened first.
        Assert.Equal("", await Read(used).WaitAsync(CallerConnections.FirstByteTimeout, cancellation));
        await Use(first);
        await Use(newest);
    }

    [Fact]
    public async Task Known_proxies_may_be_silent_and_have_as_many_connections_as_they_need()
    {
        gateway.Set("Proxies:Networks:0", "127.0.0.0/8").Start();
        var oldest = await Open();
        for (var i = 0; i < CallerConnections.MaxPerAddress; i++)
            await Open();

        await Use(oldest);
    }

    [Fact]
    public void Connection_outlives_the_minute_for_which_balancers_keep_it()
    {
        gateway.Start();

        var limits = gateway.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.True(limits.KeepAliveTimeout > TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Health_port_serves_health_alone()
    {
        var port = LoopbackPort.Free();
        using var process = new GatewayProcess(
            directory, new Dictionary<string, string>(GatewayProcess.Development) { ["GroundTransport__Health__Port"] = $"{port}" });
        using var main = await process.Client();
        using var health = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        Assert.Equal(HttpStatusCode.OK, (await main.GetAsync("/health/ready", cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await health.GetAsync("/health/ready", cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await health.GetAsync("/system/v1.0/testconnection", cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await main.GetAsync("/system/v1.0/testconnection", cancellation)).StatusCode);
    }

    /// <summary>A call that must succeed.</summary>
    private static async Task Use(Socket socket)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(Live), cancellation);
        Assert.StartsWith("HTTP/1.1 200", await Read(socket), StringComparison.Ordinal);
    }

    private async Task<Socket> Open()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        opened.Add(socket);
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Http.BaseAddress!.Port, cancellation);
        return socket;
    }

    /// <summary>What arrives next; empty: the connection was closed.</summary>
    private static async Task<string> Read(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, cancellation));
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "";
        }
    }
}
