using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.PostBacks;

/// <summary>What an answer uses up of a message's patience.</summary>
public enum CountsAsAttempt
{
    /// <summary>The fault is the channel's, not the message's: it must not bring the message nearer to its end.</summary>
    Nothing,

    Attempt,

    /// <summary>An attempt that Concur understood and refused: few of these end a message, however long Concur was away before.</summary>
    Refusal,
}

/// <summary>What is done after an answer.</summary>
/// <param name="State">Delivered, dead, or pending again.</param>
/// <param name="Wait">Until the next attempt, where it is pending.</param>
public sealed record RetryDecision(PostBackState State, TimeSpan Wait, CountsAsAttempt CountsAsAttempt)
{
    public static RetryDecision Delivered { get; } = new(PostBackState.Delivered, TimeSpan.Zero, CountsAsAttempt.Attempt);

    public static RetryDecision Dead { get; } = new(PostBackState.Dead, TimeSpan.Zero, CountsAsAttempt.Attempt);

    public static RetryDecision Again(double minutes) => new(PostBackState.Pending, TimeSpan.FromMinutes(minutes), CountsAsAttempt.Attempt);

    public static RetryDecision ChannelIsShut(double minutes) => new(PostBackState.Pending, TimeSpan.FromMinutes(minutes), CountsAsAttempt.Nothing);

    public RetryDecision AsRefusal() => this with { CountsAsAttempt = CountsAsAttempt.Refusal };
}

/// <summary>
/// The answer table: each answer's treatment, its delays as data. Delays are written for a RetryAfter of five minutes
/// and scale with the one that is set. Concur's 400 also means "too many" and "deadlock"; its 200 with an Error may race
/// our own reply: both are tried again.
/// </summary>
public static class RetrySchedule
{
    /// <summary>How long a message that Concur can't take stays alive, if its first delays are behind it. Never scaled: it is a promise.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private static readonly double[] AfterError = [1, 5, 15, 60];
    private static readonly double[] AfterBadRequest = [1, 5, 15];
    private static readonly double[] AfterUnavailable = [5, 5, 5, 15, 30, 60];
    private static readonly double[] AfterUnreachable = [0.5, 2, .. AfterUnavailable];
    private static readonly double[] AfterTooMany = [1, 2, 4, 8];

    /// <param name="row">As it was claimed: this attempt isn't counted in it yet.</param>
    /// <param name="random">From 0 to 1, to spread messages that failed together.</param>
    public static RetryDecision After(PostBack row, PostBackAnswer answer, DateTimeOffset now, TimeSpan retryAfter, double random)
    {
        var treatment = Unscaled(answer, row.Refusals + 1, row.Attempts - row.Refusals + 1, now - row.CreatedAt);
        return treatment with { Wait = Jitter(Asked(answer, treatment.Wait * (retryAfter / PostBackSettings.UsualRetryAfter)), random) };
    }

    private static RetryDecision Unscaled(PostBackAnswer answer, int nthRefusal, int nthOther, TimeSpan age) => answer switch
    {
        { Kind: PostBackAnswerKind.Success } => RetryDecision.Delivered,
        { Kind: PostBackAnswerKind.Error } => Refused(AfterError, nthRefusal),
        { Kind: PostBackAnswerKind.Unreachable } => Lasting(AfterUnreachable, 120, nthOther, age),
        { Kind: PostBackAnswerKind.Timeout or PostBackAnswerKind.Unreadable } => Lasting(AfterUnavailable, 120, nthOther, age),
        { Status: 429 } => Lasting(AfterTooMany, 15, nthOther, age),
        { Kind: PostBackAnswerKind.NoCredential } or { Status: 401 or 403 } => RetryDecision.ChannelIsShut(5),
        { Status: 404 or 405 or 410 } => RetryDecision.ChannelIsShut(30),
        { Status: 400 } => Refused(AfterBadRequest, nthRefusal),
        { Status: > 400 and < 500 } => RetryDecision.Dead,
        _ => Lasting(AfterUnavailable, 120, nthOther, age),
    };

    private static RetryDecision Refused(double[] delays, int nth) =>
        (nth <= delays.Length ? RetryDecision.Again(delays[nth - 1]) : RetryDecision.Dead).AsRefusal();

    // The first delays are had in any case: a message may be old before its first attempt, behind others or a shut channel.
    private static RetryDecision Lasting(double[] delays, double then, int nth, TimeSpan age) =>
        nth <= delays.Length ? RetryDecision.Again(delays[nth - 1]) : age < Longest ? RetryDecision.Again(then) : RetryDecision.Dead;

    /// <summary>Concur's own Retry-After replaces the delay of a 429; any other answer's can only lengthen it.</summary>
    private static TimeSpan Asked(PostBackAnswer answer, TimeSpan wait) => answer.RetryAfter is { } asked && asked > TimeSpan.Zero
        && (answer.Status == 429 || asked > wait) ? asked : wait;

    // Upward only: nothing is ever sent earlier than its schedule says, so never within RetryAfter of a timeout or a 503.
    private static TimeSpan Jitter(TimeSpan wait, double random) => wait * (1 + 0.1 * random);
}
