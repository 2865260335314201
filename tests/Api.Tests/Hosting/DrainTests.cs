using System.Diagnostics;
using System.Net;
using GroundTransport.Api.Tests.Console;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>How a node is drained.</summary>
[DatabaseIndependent]
public sealed class DrainTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("gateway-drain-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Node_that_receives_SIGTERM_isnt_ready_still_serves_and_closes_its_connections()
    {
        var settings = GatewayProcess.Development;
        settings["GroundTransport__Shutdown__Drain"] = "00:00:03";
        using var gateway = new GatewayProcess(directory, settings);
        var http = await gateway.Client();
        var id = (await GatewayClient.Book(http))["ReservationID"]!;
        Assert.Null((await http.GetAsync("/health/ready")).Headers.ConnectionClose);
        using var browser = new ConsoleBrowser(await gateway.Url());
        await browser.SignIn(GatewayClient.AdminKey);
        using var stream = await browser.Send(HttpMethod.Get, "/console/stream");
        var streamed = stream.Content.ReadAsStringAsync();

        var began = Stopwatch.GetTimestamp();
        gateway.Terminate();
        HttpStatusCode ready;
        do
            ready = (await http.GetAsync("/health/ready")).StatusCode;
        while (ready == HttpStatusCode.OK && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);

        // A page that follows the changes goes on at another node, while this one still serves.
        await streamed.WaitAsync(TimeSpan.FromSeconds(10));
        // The call in progress when the drain began still kept its connection.
        var live = await http.GetAsync("/health/live");
        Assert.Equal((HttpStatusCode.OK, true), (live.StatusCode, live.Headers.ConnectionClose));
        Assert.Equal("RB", (await GatewayClient.Send(http, Booking.Detail(id)))["Status"]);
        Assert.Equal(0, await gateway.Exit());
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(25));
    }
}
