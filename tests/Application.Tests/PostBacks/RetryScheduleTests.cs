using GroundTransport.Application.PostBacks;
using Xunit;
using Answer = GroundTransport.Application.PostBacks.PostBackAnswerKind;

namespace GroundTransport.Application.Tests.PostBacks;

/// <summary>The answer table, row by row: what is done after the first, second, third ... such answer.</summary>
public sealed class RetryScheduleTests
{
    /// <summary>Minutes to wait after each attempt; "dead" ends; "!" marks one that spends nothing.</summary>
    public static TheoryData<PostBackAnswerKind, int, string> Table { get; } = new()
    {
        { Answer.Success, 200, "delivered" },
        { Answer.Error, 200, "1 5 15 60 dead" },
        { Answer.Timeout, 0, "5 5 5 15 30 60 120 120" },
        { Answer.Unreadable, 200, "5 5 5 15 30 60 120 120" },
        { Answer.Unreachable, 0, "0.5 2 5 5 5 15 30 60 120" },
        { Answer.Status, 500, "5 5 5 15 30 60 120" },
        { Answer.Status, 502, "5 5 5 15 30 60 120" },
        { Answer.Status, 503, "5 5 5 15 30 60 120" },
        { Answer.Status, 302, "5 5 5 15 30 60 120" },
        { Answer.Status, 429, "1 2 4 8 15 15" },
        { Answer.Status, 401, "5! 5! 5!" },
        { Answer.Status, 403, "5! 5! 5!" },
        { Answer.Status, 404, "30! 30!" },
        { Answer.Status, 405, "30! 30!" },
        { Answer.Status, 410, "30! 30!" },
        { Answer.Status, 400, "1 5 15 dead" },
        { Answer.Status, 409, "dead" },
        { Answer.Status, 422, "dead" },
        { Answer.Status, 204, "dead" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void After_each_answer_the_table_rules(PostBackAnswerKind kind, int status, string expected)
    {
        var answer = new PostBackAnswer(kind, status, "");

        var told = expected.Split(' ').Select((_, i) => Told(RetrySchedule.After(answer, i + 1, TimeSpan.FromHours(1), PostBackSettings.UsualRetryAfter)));

        Assert.Equal(expected, string.Join(' ', told));
    }

    [Theory]
    [InlineData(Answer.Timeout, 0)]
    [InlineData(Answer.Status, 503)]
    [InlineData(Answer.Unreachable, 0)]
    public void After_seven_days_what_may_still_come_is_given_up(PostBackAnswerKind kind, int status)
    {
        var answer = new PostBackAnswer(kind, status, "");

        Assert.Equal(PostBackState.Pending, RetrySchedule.After(answer, 50, TimeSpan.FromDays(7), PostBackSettings.UsualRetryAfter).State);
        Assert.Equal(PostBackState.Dead, RetrySchedule.After(answer, 50, TimeSpan.FromDays(7.01), PostBackSettings.UsualRetryAfter).State);
    }

    [Fact]
    public void Delays_scale_with_RetryAfter()
    {
        var treatment = RetrySchedule.After(new PostBackAnswer(Answer.Error, 200, ""), 3, TimeSpan.Zero, TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(3), treatment.Wait);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Jitter_never_shortens(double random) =>
        Assert.InRange(RetrySchedule.Jitter(TimeSpan.FromMinutes(5), random), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));

    private static string Told(Treatment treatment) => treatment.State switch
    {
        PostBackState.Delivered => "delivered",
        PostBackState.Dead => "dead",
        _ => treatment.Wait.TotalMinutes.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + (treatment.SpendsAttempt ? "" : "!"),
    };
}
