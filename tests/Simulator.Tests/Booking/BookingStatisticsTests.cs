using ConcurSimulator.Booking;
using ConcurSimulator.GatewayClients;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>Counts, percentiles, and whether a run has passed.</summary>
public sealed class BookingStatisticsTests
{
    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.9, 90)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    public void Percentile_is_the_latency_not_exceeded_by_that_share(double share, int milliseconds)
    {
        var statistics = new BookingStatistics();
        foreach (var latency in Enumerable.Range(1, 100).Reverse())
            statistics.Add("Search", Outcome.Ok, "", TimeSpan.FromMilliseconds(latency), []);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Assert.Single(statistics.Read().Messages).Percentile(share));
    }

    [Fact]
    public void Unknown_outcome_has_no_latency_and_is_not_completed()
    {
        var statistics = new BookingStatistics();
        statistics.Add("Sell", Outcome.Unknown, "connection failed", TimeSpan.FromSeconds(30), []);

        Assert.Equal(TimeSpan.Zero, Assert.Single(statistics.Read().Messages).Percentile(1));
        Assert.Equal((1, 0, false), (statistics.Unknown, statistics.Completed, statistics.Passed));
    }

    [Theory]
    [InlineData(Outcome.Ok, true)]
    [InlineData(Outcome.Refused, true)]
    [InlineData(Outcome.Invalid, false)]
    public void Passed_is_false_only_after_an_invalid_reply(Outcome outcome, bool passed)
    {
        var statistics = new BookingStatistics();
        statistics.Add("Sell", outcome, "", TimeSpan.Zero, outcome == Outcome.Invalid ? ["wrong"] : []);

        Assert.Equal(passed, statistics.Passed);
    }
}
