using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using Xunit;
using static GroundTransport.Application.PostBacks.PostBackAnswerKind;
using static GroundTransport.Application.Tests.PostBacks.Rows;

namespace GroundTransport.Application.Tests.PostBacks;

/// <summary>The retry schedule, with a clock that advances to each next attempt.</summary>
public class RetryScheduleTests
{
    private static readonly TimeSpan DefaultRetryAfter = PostBackSettings.DefaultRetryAfter;

    private readonly FakeClock clock = new(TestClock.Now);

    [Theory]
    [InlineData(Error, 200, "1 5 15 60 dead")]
    [InlineData(Status, 400, "1 5 15 dead")]
    [InlineData(PostBackAnswerKind.Timeout, 0, "5 5 5 15 30 60 120 120 120")]
    [InlineData(Unreadable, 200, "5 5 5 15 30 60 120 120 120")]
    [InlineData(Status, 500, "5 5 5 15 30 60 120 120 120")]
    [InlineData(Status, 502, "5 5 5 15 30 60 120 120 120")]
    [InlineData(Status, 503, "5 5 5 15 30 60 120 120 120")]
    [InlineData(Status, 302, "5 5 5 15 30 60 120 120 120")]
    [InlineData(Unreachable, 0, "0.5 2 5 5 5 15 30 60 120 120 120")]
    [InlineData(Status, 429, "1 2 4 8 15 15 15")]
    [InlineData(Status, 401, "5 5 5 5 5 5 5 5")]
    [InlineData(Status, 403, "5 5 5 5 5 5 5 5")]
    [InlineData(Status, 404, "30 30 30 30 30 30 30")]
    [InlineData(Status, 405, "30 30 30 30 30 30 30")]
    [InlineData(Status, 410, "30 30 30 30 30 30 30")]
    [InlineData(Status, 402, "dead")]
    [InlineData(Status, 409, "dead")]
    [InlineData(Status, 422, "dead")]
    [InlineData(Success, 200, "delivered")]
    public void Repeated_answer_is_retried_after_its_delays(PostBackAnswerKind kind, int status, string minutes)
    {
        var row = Row();

        Assert.Equal(minutes, Walk(row, minutes.Split(' ').Length, new PostBackAnswer(kind, status, "")));
    }

    [Theory]
    [InlineData(PostBackAnswerKind.Timeout, 0, 7 + 83)]
    [InlineData(Unreachable, 0, 9 + 83)]
    [InlineData(Status, 503, 7 + 83)]
    [InlineData(Unreadable, 200, 7 + 83)]
    public void Message_is_dead_after_seven_days_without_Concur(PostBackAnswerKind kind, int status, int attempts)
    {
        var row = Row();

        var walk = Walk(row, 1000, new PostBackAnswer(kind, status, "")).Split(' ');

        Assert.Equal("dead", walk[^1]);
        Assert.InRange(clock.GetUtcNow() - row.CreatedAt, RetrySchedule.MaxAge, RetrySchedule.MaxAge + TimeSpan.FromHours(2));
        Assert.Equal(attempts, walk.Length);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public void Answer_that_concerns_the_connection_counts_no_attempt_and_ends_no_message_however_long_it_lasts(int status)
    {
        var row = Row(attempts: 3, refusals: 2);

        var walk = Walk(row, 5000, new PostBackAnswer(Status, status, ""));

        Assert.DoesNotContain("dead", walk, StringComparison.Ordinal);
        Assert.Equal((3, 2), (row.Attempts, row.Refusals));
        Assert.Equal("15", Walk(row, 1, new PostBackAnswer(Error, 200, "")));
    }

    [Fact]
    public void First_error_after_a_long_outage_has_all_of_its_retries()
    {
        var row = Row();

        Walk(row, 30, new PostBackAnswer(Status, 503, ""));

        Assert.Equal("1 5 15 60 dead", Walk(row, 5, new PostBackAnswer(Error, 200, "")));
    }

    [Fact]
    public void Outages_between_refusals_dont_restart_their_count()
    {
        var row = Row();

        Assert.Equal("1", Walk(row, 1, new PostBackAnswer(Error, 200, "")));
        Assert.Equal("5 5", Walk(row, 2, new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "")));
        Assert.Equal("5", Walk(row, 1, new PostBackAnswer(Status, 400, "")));
        Assert.Equal("5 15", Walk(row, 2, new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "")));
        Assert.Equal("15 60 dead", Walk(row, 3, new PostBackAnswer(Error, 200, "")));
    }

    [Fact]
    public void Message_that_was_old_before_its_first_attempt_still_has_its_first_delays()
    {
        var row = Row(created: TestClock.Now.AddDays(-30));

        Assert.Equal("5 5 5 15 30 60 dead", Walk(row, 7, new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "")));
    }

    [Theory]
    [InlineData(-1, DeliveryState.Pending)]
    [InlineData(0, DeliveryState.Dead)]
    public void Message_is_dead_from_seven_days_on(int ticks, DeliveryState state)
    {
        var row = Row(attempts: 6, created: TestClock.Now - RetrySchedule.MaxAge - TimeSpan.FromTicks(ticks));

        Assert.Equal(state, After(row, new PostBackAnswer(PostBackAnswerKind.Timeout, 0, "")).State);
    }

    [Theory]
    [InlineData(399, DeliveryState.Pending)]
    [InlineData(499, DeliveryState.Dead)]
    [InlineData(500, DeliveryState.Pending)]
    [InlineData(599, DeliveryState.Pending)]
    public void Status_that_the_schedule_doesnt_list_is_final_from_401_to_499(int status, DeliveryState state) =>
        Assert.Equal(state, After(Row(), new PostBackAnswer(Status, status, "")).State);

    [Fact]
    public void Answer_NoCredential_counts_no_attempt()
    {
        var decision = After(Row(attempts: 100), new PostBackAnswer(NoCredential, 0, ""));

        Assert.Equal(new RetryDecision(DeliveryState.Pending, TimeSpan.FromMinutes(5), CountsAsAttempt.No), decision);
    }

    [Theory]
    [InlineData(429, 20.0, 20.0)]
    [InlineData(429, 600.0, 600.0)]
    [InlineData(429, 0.0, 60.0)]
    [InlineData(429, -5.0, 60.0)]
    [InlineData(429, null, 60.0)]
    [InlineData(503, 20.0, 300.0)]
    [InlineData(503, 600.0, 600.0)]
    [InlineData(500, null, 300.0)]
    public void RetryAfter_of_the_answer_lengthens_any_delay_and_shortens_only_that_of_a_429(int status, double? asked, double seconds)
    {
        TimeSpan? retryAfter = asked is { } value ? TimeSpan.FromSeconds(value) : null;

        var decision = After(Row(), new PostBackAnswer(Status, status, "", retryAfter));

        Assert.Equal(TimeSpan.FromSeconds(seconds), decision.Wait);
    }

    [Theory]
    [InlineData(Error, 200, 0.2)]
    [InlineData(PostBackAnswerKind.Timeout, 0, 1.0)]
    [InlineData(Unreachable, 0, 0.1)]
    [InlineData(Status, 404, 6.0)]
    public void Delays_scale_with_RetryAfter(PostBackAnswerKind kind, int status, double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            RetrySchedule.After(Row(), new PostBackAnswer(kind, status, ""), TestClock.Now, TimeSpan.FromSeconds(1), 0).Wait);

    [Theory]
    [InlineData(PostBackAnswerKind.Timeout, 0)]
    [InlineData(Status, 503)]
    public void Retry_is_never_due_within_RetryAfter_of_a_timeout_or_503(PostBackAnswerKind kind, int status)
    {
        for (var attempts = 0; attempts < 20; attempts++)
        {
            foreach (var random in new[] { 0, 0.5, 0.999 })
            {
                var answer = new PostBackAnswer(kind, status, "", TimeSpan.FromSeconds(1));
                var wait = RetrySchedule.After(Row(attempts: attempts), answer, TestClock.Now, DefaultRetryAfter, random).Wait;
                Assert.True(wait >= DefaultRetryAfter, $"{wait} after attempt {attempts + 1}");
            }
        }
    }

    [Fact]
    public void Jitter_lengthens_a_delay_by_a_tenth_at_most()
    {
        var answer = new PostBackAnswer(Status, 500, "");

        Assert.Equal(TimeSpan.FromMinutes(5), RetrySchedule.After(Row(), answer, TestClock.Now, DefaultRetryAfter, 0).Wait);
        Assert.Equal(TimeSpan.FromMinutes(5.5), RetrySchedule.After(Row(), answer, TestClock.Now, DefaultRetryAfter, 1).Wait);
    }

    private RetryDecision After(PostBack row, PostBackAnswer answer) =>
        RetrySchedule.After(row, answer, clock.GetUtcNow(), DefaultRetryAfter, 0);

    /// <summary>Repeats an answer; gives the minutes waited after each, and the final state if it is reached.</summary>
    private string Walk(PostBack row, int times, PostBackAnswer answer)
    {
        var steps = new List<string>();
        for (var time = 0; time < times; time++)
        {
            var decision = After(row, answer);
            if (decision.State != DeliveryState.Pending)
            {
                steps.Add(decision.State == DeliveryState.Dead ? "dead" : "delivered");
                break;
            }
            // As the outbox does.
            row.Attempts += decision.CountsAsAttempt == CountsAsAttempt.No ? 0 : 1;
            row.Refusals += decision.CountsAsAttempt == CountsAsAttempt.AsRefusal ? 1 : 0;
            steps.Add(decision.Wait.TotalMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture));
            clock.Advance(decision.Wait);
        }
        return string.Join(' ', steps);
    }
}
