using System.Text.Json.Nodes;
using ConcurSimulator.Auditing;
using ConcurSimulator.Booking;
using ConcurSimulator.PostBacks;
using GroundTransport.Simulator.Tests.Fixtures;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>Simulator and gateway together: travellers book, a dispatcher decides, and Concur receives PostBacks.</summary>
public sealed class BookingRunTests
{
    [Fact]
    public async Task Gateway_killed_during_a_run_loses_nothing()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("500:0.1,reset:0.1");
        using var gateway = await new RestartableGateway { PostBackUrl = new Uri(concur.Server.Url, PostBackEndpoint.Path) }.Start();
        var file = Path.GetTempFileName();
        var firstPostBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        concur.Server.Received.Responded += _ => firstPostBack.TrySetResult();

        var run = BookingRun.Execute(Settings(gateway.Url, file), TextWriter.Null, isTerminal: false, CancellationToken.None);
        await firstPostBack.Task.WaitAsync(TimeSpan.FromSeconds(60));
        gateway.Kill();
        await gateway.Start();
        var statistics = await run;

        var statuses = await GatewayHere.ReadStatuses(gateway.Url);
        var operations = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!).ToList();
        File.Delete(file);
        Assert.Empty(statistics.Read().Problems);
        Assert.True(statistics.Passed && statistics.Unknown > 0, $"{statistics.Unknown} unknown");
        Assert.All(
            operations.Where(line => (string)line["outcome"]! == "ok"),
            line => Assert.Contains((string)line["reservationId"]!, statuses.Keys));
        var received = concur.Received();
        Assert.True(received.Passed, $"{received.OutOfOrder} out of order, {received.Invalid} invalid");
        Assert.Contains(received.Reservations, reservation => reservation.Status == "RA");
    }

    [Fact]
    public async Task Audit_after_a_run_passes()
    {
        await using var concur = await SimulatedConcur.Start(clock: TimeProvider.System);
        await using var gateway = GatewayHere.New(new Uri(concur.Server.Url, PostBackEndpoint.Path)).Start();
        var url = gateway.Http.BaseAddress!;
        var file = Path.GetTempFileName();

        var statistics = await BookingRun.Execute(Settings(url, file), TextWriter.Null, isTerminal: false, CancellationToken.None);
        using var audit = new Audit(url, "demo-admin-key", concur.Server.Url);
        var result = await audit.Execute(file, TimeSpan.FromSeconds(20), CancellationToken.None);
        File.Delete(file);

        Assert.True(statistics.Passed, string.Join(' ', statistics.Read().Problems));
        using var report = new StringWriter();
        result.Write(report, 0);
        Assert.True(result.Passes(maxDuplicates: 0), report.ToString());
        Assert.Contains(result.Notifications, notification => notification.Message == Notification.PostBack);
    }

    [Fact]
    public async Task Gateway_that_stays_unreachable_ends_the_run()
    {
        var nobody = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        using var output = new StringWriter();

        var statistics = await BookingRun.Execute(
            Settings(nobody, recordFile: null) with { MaxRetryTime = TimeSpan.Zero }, output, isTerminal: false, CancellationToken.None);

        Assert.True(statistics is { GaveUp: true, Passed: false, Completed: 0 });
        Assert.InRange(statistics.Unknown, 1, 16);
        Assert.Contains("Given up", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_is_reported_before_anything_is_booked()
    {
        await using var gateway = GatewayHere.New().Start();
        using var output = new StringWriter();

        var statistics = await BookingRun.Execute(
            Settings(gateway.Http.BaseAddress!, recordFile: null) with { Password = "other" },
            output, isTerminal: false, CancellationToken.None);

        Assert.Equal((0, false), (statistics.Completed, statistics.Passed));
        Assert.Contains("HTTP 401", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(await GatewayHere.ReadStatuses(gateway.Http.BaseAddress!));
    }

    private static BookSettings Settings(Uri gateway, string? recordFile) => new()
    {
        Gateway = gateway,
        User = "concur-demo",
        Password = "concur-demo-password",
        Seed = 11,
        // A run of eight seconds: on a busy machine the first decision may take four.
        Rate = 20,
        Count = 160,
        RetryDelay = TimeSpan.FromMilliseconds(200),
        MaxRetryTime = TimeSpan.FromSeconds(30),
        RecordFile = recordFile,
        AdminKey = "demo-admin-key",
    };
}
