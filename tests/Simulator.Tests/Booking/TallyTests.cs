using ConcurSimulator.Booking;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>Counts and percentiles.</summary>
public sealed class TallyTests
{
    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.9, 90)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    public void Percentile_is_the_latency_that_this_share_stayed_within(double share, int milliseconds)
    {
        var tally = new Tally();
        foreach (var took in Enumerable.Range(1, 100).Reverse())
            tally.Add("Search", Outcome.Ok, "", TimeSpan.FromMilliseconds(took), []);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Assert.Single(tally.Read().Messages).Percentile(share));
    }

    [Fact]
    public void Unknown_outcomes_have_no_latency()
    {
        var tally = new Tally();
        tally.Add("Sell", Outcome.Unknown, "not reachable", TimeSpan.FromSeconds(30), []);

        Assert.Equal(TimeSpan.Zero, Assert.Single(tally.Read().Messages).Percentile(1));
        Assert.Equal((1, 0, false), (tally.Unknown, tally.Answered, tally.IsFaultless));
    }

    [Theory]
    [InlineData(Outcome.Ok, true)]
    [InlineData(Outcome.Refused, true)]
    [InlineData(Outcome.Invalid, false)]
    public void Only_an_invalid_answer_is_a_fault(Outcome outcome, bool isFaultless)
    {
        var tally = new Tally();
        tally.Add("Sell", outcome, "", TimeSpan.Zero, outcome == Outcome.Invalid ? ["wrong"] : []);

        Assert.Equal(isFaultless, tally.IsFaultless);
    }
}
