using System.Text.Json.Nodes;
using ConcurSimulator.Auditing;

namespace GroundTransport.Simulator.Tests.Auditing;

/// <summary>When an audit passes, and what it reports otherwise.</summary>
public sealed class AuditResultTests
{
    private static readonly DateTimeOffset Noon = new(2030, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly AuditResult Passing = new(
        new Dictionary<string, string> { ["1"] = "RA" }, [Notify("Sell", "RB", 0), Notify("PostBack", "RA", 60)],
        Duplicates: 2, OutOfOrder: 0, Invalid: 0, IsSettled: true);

    [Fact]
    public void Last_notification_with_the_current_status_passes()
    {
        Assert.True(Passing.Passes(maxDuplicates: 2));
        Assert.Contains("PASSED", Report(Passing), StringComparison.Ordinal);
    }

    [Fact]
    public void Last_notification_with_another_status_is_a_mismatch()
    {
        var result = Passing with { Notifications = [Notify("PostBack", "RA", 0), Notify("Cancel", "XB", 60)] };

        Assert.Equal(["1 is RA, but Concur last received XB (Cancel at 12:01:00.000)"], result.Mismatches);
        Assert.False(result.Passes(maxDuplicates: 2));
        Assert.Contains("FAILED", Report(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Notifications_within_a_second_count_as_simultaneous()
    {
        Assert.True((Passing with { Notifications = [Notify("PostBack", "RA", 0), Notify("Cancel", "XB", 1)] }).Passes(2));
        Assert.False((Passing with { Notifications = [Notify("PostBack", "RA", 0), Notify("Cancel", "XB", 1.1)] }).Passes(2));
    }

    [Fact]
    public void Notified_reservation_that_the_gateway_does_not_have_is_lost()
    {
        var result = Passing with { Notifications = [.. Passing.Notifications, Notify("Sell", "RB", 0) with { ReservationId = "2" }] };

        Assert.Equal(["2"], result.Lost);
        Assert.False(result.Passes(maxDuplicates: 2));
    }

    [Fact]
    public void Any_other_failed_condition_fails_the_audit()
    {
        Assert.False(Passing.Passes(maxDuplicates: 1));
        Assert.False((Passing with { OutOfOrder = 1 }).Passes(2));
        Assert.False((Passing with { Invalid = 1 }).Passes(2));
        Assert.False((Passing with { IsSettled = false }).Passes(2));
        Assert.False((Passing with { Statuses = new Dictionary<string, string>(), Notifications = [] }).Passes(2));
    }

    [Theory]
    [InlineData("Sell", "RB", "RB", true)]
    [InlineData("Sell", "RA", "CB", true)]
    [InlineData("Sell", "RA", "RB", false)]
    [InlineData("ReservationDetail", "RB", "CB", true)]
    [InlineData("ReservationDetail", "RA", "RC", true)]
    [InlineData("ReservationDetail", "RC", "RC", false)]
    [InlineData("Update", "CB", "CB", true)]
    [InlineData("PostBack", "RA", "CA", false)]
    public void Matches_compares_with_how_the_message_writes_the_status(string message, string status, string actual, bool expected) =>
        Assert.Equal(expected, Notify(message, status, 0).Matches(actual));

    [Fact]
    public void ReadOperations_returns_acknowledged_requests_and_skips_a_cut_line()
    {
        string[] lines =
        [
            """{"at":"2030-03-04T12:00:00+00:00","message":"Sell","outcome":"ok","reservationId":"1","status":"RB"}""",
            """{"at":"2030-03-04T12:00:01+00:00","message":"Update","outcome":"unknown","reservationId":"1","status":""}""",
            """{"at":"2030-03-04T12:00:02+00:00","message":"accept","outcome":"ok","reservationId":"1","status":"RA"}""",
            """{"at":"2030-03-04T12:0""",
        ];

        Assert.Equal([Notify("Sell", "RB", 0)], Notification.ReadOperations(lines));
    }

    [Theory]
    [InlineData("success", true, true)]
    [InlineData("500", false, true)]
    [InlineData("timeout", false, true)]
    [InlineData("reset", false, true)]
    [InlineData("html", false, true)]
    [InlineData("503", false, false)]
    [InlineData("429", false, false)]
    [InlineData("error", false, false)]
    [InlineData("rejected", false, false)]
    public void ReadPostBacks_counts_what_was_answered_ambiguously_as_received(string response, bool acknowledged, bool received)
    {
        var document = JsonNode.Parse($$"""
            { "reservations": [ { "deliveries": [ { "reservationId": "1", "receivedAt": "2030-03-04T12:00:00+00:00", "status": "RA",
              "response": "{{response}}", "acknowledged": {{(acknowledged ? "true" : "false")}} } ] } ] }
            """)!;

        Assert.Equal(received ? 1 : 0, Notification.ReadPostBacks(document).Count());
    }

    private static Notification Notify(string message, string status, double seconds) =>
        new("1", Noon.AddSeconds(seconds), message, status);

    private static string Report(AuditResult result)
    {
        using var report = new StringWriter();
        result.Write(report, maxDuplicates: 2);
        return report.ToString();
    }
}
