using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using Xunit;

namespace GroundTransport.Application.Tests.PostBacks;

public class PostBackChannelsTests
{
    private static readonly PostBackAnswer Success = new(PostBackAnswerKind.Success, 200, "Success");
    private readonly DrivenClock clock = new(TestClock.Now);
    private readonly PostBackChannels channels;

    public PostBackChannelsTests() => channels = new PostBackChannels(new PostBackSettings(), clock);

    [Theory]
    [InlineData(401, 5)]
    [InlineData(403, 5)]
    [InlineData(404, 30)]
    [InlineData(405, 30)]
    [InlineData(410, 30)]
    [InlineData(429, 1)]
    public void Answer_that_is_the_channels_fault_pauses_it_until_its_probe(int status, int minutes)
    {
        Learn(status);

        Assert.Equal(["demo"], channels.Narrow);
        clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.False(channels.TryTakeTurn("demo"));
        clock.Advance(TimeSpan.FromMinutes(0.1 * minutes) + TimeSpan.FromSeconds(1));
        Assert.True(channels.TryTakeTurn("demo"));
        Assert.False(channels.TryTakeTurn("demo"));
        channels.GiveTurnBack("demo");
        Assert.True(channels.TryTakeTurn("demo"));
    }

    [Fact]
    public void Four_failures_leave_it_open_and_an_answer_begins_anew()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var failure = 1; failure < PostBackChannels.FailuresInARow; failure++)
                Learn(503);
            Assert.Empty(channels.Narrow);
            channels.Learn("demo", Success, RetryDecision.Delivered);
        }
    }

    [Fact]
    public void Too_many_widens_only_after_ten_answers()
    {
        Learn(429);
        for (var answer = 1; answer < PostBackChannels.SuccessesToWiden; answer++)
            channels.Learn("demo", Success, RetryDecision.Delivered);
        Assert.Equal(["demo"], channels.Narrow);

        channels.Learn("demo", Success, RetryDecision.Delivered);

        Assert.Empty(channels.Narrow);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public void Answer_that_Concur_thought_about_opens_it(int status)
    {
        Learn(401);
        channels.Learn("demo", new PostBackAnswer(status == 200 ? PostBackAnswerKind.Error : PostBackAnswerKind.Status, status, ""), RetryDecision.Again(1));
        Assert.Empty(channels.Narrow);
    }

    private void Learn(int status)
    {
        var answer = new PostBackAnswer(PostBackAnswerKind.Status, status, $"HTTP {status}");
        channels.Learn("demo", answer, RetrySchedule.After(Rows.Row(), answer, clock.GetUtcNow(), PostBackSettings.UsualRetryAfter, 0));
    }
}
