using System.Text.Json.Nodes;
using ConcurSimulator.Auditing;
using ConcurSimulator.Booking;
using ConcurSimulator.PostBacks;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>Simulator and gateway together: travellers book, a dispatcher decides, and Concur receives PostBacks.</summary>
public sealed class BookingRunTests
{
    [Fact]
    public async Task Gateway_killed_during_a_run_loses_nothing()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("500:0.1,reset:0.1");
        using var gateway = await new GatewayProcess { PostBackUrl = new Uri(concur.Server.Url, PostBackEndpoint.Path) }.Start();
        var file = Path.GetTempFileName();
        var firstPostBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        concur.Server.Received.Responded += _ => firstPostBack.TrySetResult();

        var run = BookingRun.Go(Settings(gateway, file), TextWriter.Null, isTerminal: false, CancellationToken.None);
        await firstPostBack.Task.WaitAsync(TimeSpan.FromSeconds(60));
        gateway.Kill();
        await gateway.Start();
        var tally = await run;

        var (problems, statuses) = (tally.Read().Problems, await gateway.ReadStatuses());
        var operations = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!).ToList();
        File.Delete(file);
        Assert.Empty(problems);
        Assert.True(tally.IsFaultless && tally.Unknown > 0, $"{tally.Unknown} unknown");
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
        using var gateway = await new GatewayProcess { PostBackUrl = new Uri(concur.Server.Url, PostBackEndpoint.Path) }.Start();
        var file = Path.GetTempFileName();

        var tally = await BookingRun.Go(Settings(gateway, file), TextWriter.Null, isTerminal: false, CancellationToken.None);
        var audit = await Audit.Of(gateway.Url, "demo-admin-key", concur.Server.Url, file, TimeSpan.FromSeconds(20), CancellationToken.None);
        File.Delete(file);

        Assert.True(tally.IsFaultless, string.Join(' ', tally.Read().Problems));
        using var report = new StringWriter();
        audit.Write(report, 0);
        Assert.True(audit.Passes(mostDuplicates: 0), report.ToString());
        Assert.Contains(audit.Tellings, telling => telling.Message == Telling.PostBack);
    }

    [Fact]
    public async Task Gateway_that_stays_unreachable_ends_the_run()
    {
        using var gateway = await new GatewayProcess().Start();
        gateway.Kill();
        using var output = new StringWriter();

        var tally = await BookingRun.Go(
            Settings(gateway, keep: null) with { Patience = TimeSpan.Zero }, output, isTerminal: false, CancellationToken.None);

        Assert.True(tally is { GaveUp: true, IsFaultless: false, Answered: 0 });
        Assert.InRange(tally.Unknown, 1, 16);
        Assert.Contains("Given up", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_is_reported_before_anything_is_booked()
    {
        using var gateway = await new GatewayProcess().Start();
        using var output = new StringWriter();

        var tally = await BookingRun.Go(
            Settings(gateway, keep: null) with { Password = "other" }, output, isTerminal: false, CancellationToken.None);

        Assert.Equal((0, false), (tally.Answered, tally.IsFaultless));
        Assert.Contains("HTTP 401", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(await gateway.ReadStatuses());
    }

    private static BookSettings Settings(GatewayProcess gateway, string? keep) => new()
    {
        Gateway = gateway.Url,
        User = "concur-demo",
        Password = "concur-demo-password",
        Seed = 11,
        // Eight seconds: on a busy machine the dispatcher's first decision may take half of them.
        Rate = 20,
        Count = 160,
        RetryAfter = TimeSpan.FromMilliseconds(200),
        Patience = TimeSpan.FromSeconds(30),
        Keep = keep,
        AdminKey = "demo-admin-key",
    };
}
