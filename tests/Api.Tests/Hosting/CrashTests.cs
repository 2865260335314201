using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Api.Tests.Hosting;

/// <summary>Acknowledged bookings survive SIGKILL; undelivered PostBacks are sent after the restart.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("gateway-process-").FullName;
    private readonly GatewayDatabase database = GatewayDatabase.New();

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Kill_right_after_the_reply_to_a_sell_loses_no_reservation()
    {
        using var first = new GatewayProcess(directory, Settings());
        var id = await Book(await first.Client());
        first.Kill();

        await using var second = Restarted().Start();
        var detail = await second.Concur(Booking.Detail(id));

        Assert.Equal(("RB", id, "Miller"), (detail["Status"], detail["ReservationID"], detail["PrimaryPassenger/LastName"]));
    }

    [Fact]
    public async Task Kill_with_a_pending_PostBack_delivers_it_after_the_restart()
    {
        await using var postBacks = new PostBackServer();
        var settings = Settings();
        settings["GroundTransport__Concur__PostBackUrl"] = postBacks.Url;
        settings["GroundTransport__Concur__PostBackToken"] = RunningGateway.PostBackToken;
        settings["GroundTransport__Concur__RetryAfter"] = "00:00:01";
        // A process that was killed during an attempt leaves its lease behind, which on a shared database lasts two timeouts and 10 s.
        settings["GroundTransport__Concur__Timeout"] = "00:00:02";
        using var first = new GatewayProcess(directory, settings);
        var http = await first.Client();
        var id = await Book(http);
        await GatewayClient.Dispatch(http, HttpMethod.Post, $"/reservations/{id}/accept");
        first.Kill();

        await postBacks.Start();
        await using var second = Restarted(postBacks.Url).Set("Concur:RetryAfter", "00:00:01").Set("Concur:Timeout", "00:00:02").Start();
        var received = await postBacks.Next(TimeSpan.FromSeconds(30));
        // On a slow machine the drift sweep may have queued the booking before it was accepted.
        if (received.Status == "RB")
            received = await postBacks.Next(TimeSpan.FromSeconds(30));

        Assert.Equal(("RA", id), (received.Status, received.Message["ReservationID"]));
    }

    [Fact]
    public async Task Second_process_on_the_same_database_is_refused_with_its_name()
    {
        Assert.SkipWhen(GatewayDatabase.WhyNotSqlite is not null, GatewayDatabase.WhyNotSqlite ?? "");
        await using var first = new RunningGateway().On(Path.Combine(directory, "data", "groundtransport.db")).Start();

        using var second = new GatewayProcess(directory, GatewayProcess.Development);

        Assert.Equal(1, await second.Exit());
        Assert.Contains("groundtransport.db", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", second.Output, StringComparison.Ordinal);
    }

    private Dictionary<string, string> Settings()
    {
        var settings = GatewayProcess.Development;
        foreach (var (key, value) in database.Settings)
            settings["GroundTransport__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return settings;
    }

    /// <summary>What was killed is a process; what starts after it on its database needn't be one.</summary>
    private RunningGateway Restarted(string? postBackUrl = null)
    {
        var gateway = new RunningGateway(postBackUrl).AtPresent();
        foreach (var (key, value) in database.Settings)
            gateway.Set(key, value);
        return gateway;
    }

    private static async Task<string> Book(HttpClient http) => (await GatewayClient.Book(http))["ReservationID"]!;
}
