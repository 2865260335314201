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

    [Fact]
    public void Probe_is_sent_from_the_very_end_of_the_pause_on()
    {
        Learn(401);
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(channels.TryTakeTurn("demo"));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(channels.TryTakeTurn("demo"));
    }

    [Fact]
    public void Connection_that_is_unknown_or_open_is_never_probed()
    {
        Assert.False(channels.TryTakeTurn("demo"));
        channels.GiveTurnBack("demo");
        channels.Learn("demo", Success, RetryDecision.Delivered);
        Assert.False(channels.TryTakeTurn("demo"));
        Assert.Empty(channels.Narrow);
        Assert.Empty(channels.Paused);
    }

    [Fact]
    public void Fault_of_one_connection_pauses_no_other()
    {
        Learn(401);
        channels.Learn("other", Success, RetryDecision.Delivered);
        Assert.Equal([new PausedChannel("demo", "HTTP 401", TestClock.Now.AddMinutes(5))], channels.Paused);
    }

    [Theory]
    [InlineData(300, 30)]
    [InlineData(10, 1)]
    public void Five_failures_pause_it_for_as_long_as_the_retry_delay_says(int retryAfter, int pause)
    {
        var settings = new PostBackSettings { RetryAfter = TimeSpan.FromSeconds(retryAfter) };
        var (scaled, answer) = (new PostBackChannels(settings, clock), new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "No answer"));
        for (var failure = 1; failure <= PostBackChannels.FailuresInARow; failure++)
        {
            Assert.Empty(scaled.Paused);
            scaled.Learn("demo", answer, RetryDecision.Again(5));
        }
        Assert.Equal([new PausedChannel("demo", "No answer", TestClock.Now.AddSeconds(pause))], scaled.Paused);
    }

    [Fact]
    public void Messages_that_Concur_refuses_for_good_are_no_failures_of_the_connection()
    {
        for (var failure = 1; failure <= 2 * PostBackChannels.FailuresInARow; failure++)
            Learn(409);
        Assert.Empty(channels.Narrow);
    }

    [Theory]
    [InlineData(429, 401)]
    [InlineData(401, 429)]
    [InlineData(429, 429)]
    public void Too_many_asks_for_ten_answers_whatever_else_was_answered(int first, int second)
    {
        Learn(first);
        Learn(second);
        for (var answer = 1; answer < PostBackChannels.SuccessesToWiden; answer++)
            channels.Learn("demo", Success, RetryDecision.Delivered);
        Assert.Equal(["demo"], channels.Narrow);
        channels.Learn("demo", Success, RetryDecision.Delivered);
        Assert.Empty(channels.Narrow);
    }

    [Fact]
    public void Pause_begins_anew_with_each_fault()
    {
        Learn(404);
        clock.Advance(TimeSpan.FromMinutes(1));
        Learn(401);
        Assert.Equal([new PausedChannel("demo", "HTTP 401", TestClock.Now.AddMinutes(6))], channels.Paused);
    }

    private void Learn(int status)
    {
        var answer = new PostBackAnswer(PostBackAnswerKind.Status, status, $"HTTP {status}");
        channels.Learn("demo", answer, RetrySchedule.After(Rows.Row(), answer, clock.GetUtcNow(), PostBackSettings.UsualRetryAfter, 0));
    }
}
