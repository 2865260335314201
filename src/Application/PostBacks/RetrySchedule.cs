using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>
/// Decides what is done after each answer; the delays are data. They are written for a RetryAfter of five minutes and scale
/// with the configured one. Concur's 400 also means "too many" and "deadlock", and its 200 with an error may race our own
/// reply, so both are retried.
/// </summary>
public static class RetrySchedule
{
    /// <summary>
    /// How long a message is retried that Concur can't take, once its first delays are over. Never scaled: it is a promise.
    /// </summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    private static readonly double[] AfterError = [1, 5, 15, 60];
    private static readonly double[] AfterBadRequest = [1, 5, 15];
    private static readonly double[] UnavailableDelays = [5, 5, 5, 15, 30, 60];
    private static readonly double[] UnreachableDelays = [0.5, 2, .. UnavailableDelays];
    private static readonly double[] TooManyRequestsDelays = [1, 2, 4, 8];

    /// <param name="row">As it was claimed: this attempt isn't counted in it yet.</param>
    /// <param name="random">From 0 to 1, to spread messages that failed together.</param>
    public static RetryDecision After(PostBack row, PostBackAnswer answer, DateTimeOffset now, TimeSpan retryAfter, double random)
    {
        var decision = UnscaledDecision(answer, row.Refusals + 1, row.Attempts - row.Refusals + 1, now - row.CreatedAt);
        var scaled = decision.Wait * (retryAfter / PostBackSettings.DefaultRetryAfter);
        return decision with { Wait = AddJitter(HonourRetryAfter(answer.Status, answer.RetryAfter, scaled), random) };
    }

    private static RetryDecision UnscaledDecision(PostBackAnswer answer, int nthRefusal, int nthOther, TimeSpan age) => answer switch
    {
        { Kind: PostBackAnswerKind.Success } => RetryDecision.Delivered,
        { Kind: PostBackAnswerKind.Error } => AfterRefusal(AfterError, nthRefusal),
        { Kind: PostBackAnswerKind.Unreachable } => AfterUnreachable(nthOther, age),
        { Kind: PostBackAnswerKind.Timeout or PostBackAnswerKind.Unreadable } => AfterUnavailable(nthOther, age),
        { Status: 429 } => AfterTooManyRequests(nthOther, age),
        { Kind: PostBackAnswerKind.NoCredential } or { Status: 401 or 403 } => RetryDecision.RetryWithoutCounting(5),
        { Status: 404 or 405 or 410 } => RetryDecision.RetryWithoutCounting(30),
        { Status: 400 } => AfterRefusal(AfterBadRequest, nthRefusal),
        { Status: > 400 and < 500 } => RetryDecision.Dead,
        _ => AfterUnavailable(nthOther, age),
    };

    /// <summary>After an answer that may come although the message arrived.</summary>
    internal static RetryDecision AfterUnavailable(int nth, TimeSpan age) => UntilMaxAge(UnavailableDelays, 120, nth, age);

    internal static RetryDecision AfterUnreachable(int nth, TimeSpan age) => UntilMaxAge(UnreachableDelays, 120, nth, age);

    internal static RetryDecision AfterTooManyRequests(int nth, TimeSpan age) => UntilMaxAge(TooManyRequestsDelays, 15, nth, age);

    /// <summary>Concur's own Retry-After replaces the delay after a 429; after any other answer it can only lengthen it.</summary>
    internal static TimeSpan HonourRetryAfter(int status, TimeSpan? retryAfter, TimeSpan wait) => retryAfter is { } asked
        && asked > TimeSpan.Zero && (status == 429 || asked > wait) ? asked : wait;

    // Only upward: nothing is sent earlier than its schedule permits, so never within RetryAfter of a timeout or a 503.
    internal static TimeSpan AddJitter(TimeSpan wait, double random) => wait * (1 + 0.1 * random);

    private static RetryDecision AfterRefusal(double[] delays, int nth) =>
        (nth <= delays.Length ? RetryDecision.RetryIn(delays[nth - 1]) : RetryDecision.Dead).CountedAsRefusal();

    // Every message gets its first delays: it may be old before its first attempt, behind others or an open circuit.
    private static RetryDecision UntilMaxAge(double[] delays, double then, int nth, TimeSpan age) =>
        nth <= delays.Length ? RetryDecision.RetryIn(delays[nth - 1])
        : age < MaxAge ? RetryDecision.RetryIn(then)
        : RetryDecision.Dead;
}
