namespace GroundTransport.Application.PostBacks;

/// <summary>What is done after an answer.</summary>
/// <param name="State">Delivered, dead, or pending again.</param>
/// <param name="Wait">Until the next attempt, where it is pending.</param>
/// <param name="SpendsAttempt">False where the fault is the channel's, not the message's: it must not bring the message nearer to its end.</param>
public sealed record Treatment(PostBackState State, TimeSpan Wait, bool SpendsAttempt)
{
    public static Treatment Delivered { get; } = new(PostBackState.Delivered, TimeSpan.Zero, true);

    public static Treatment Dead { get; } = new(PostBackState.Dead, TimeSpan.Zero, true);

    public static Treatment Again(double minutes) => new(PostBackState.Pending, TimeSpan.FromMinutes(minutes), true);

    public static Treatment ChannelIsShut(double minutes) => new(PostBackState.Pending, TimeSpan.FromMinutes(minutes), false);
}

/// <summary>
/// The answer table: each answer's treatment, its delays as data. Delays are written for a RetryAfter of five minutes
/// and scale with the one that is set. Concur's 400 also means "too many" and "deadlock"; its 200 with an Error may race
/// our own reply: both are tried again.
/// </summary>
public static class RetrySchedule
{
    private static readonly double[] AfterError = [1, 5, 15, 60];
    private static readonly double[] AfterBadRequest = [1, 5, 15];
    private static readonly double[] AfterUnavailable = [5, 5, 5, 15, 30, 60];
    private static readonly double[] AfterUnreachable = [0.5, 2, .. AfterUnavailable];
    private const double Then = 120;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <param name="attempt">Which attempt was answered, from 1; those that spent nothing aren't counted.</param>
    /// <param name="age">Since the change that it tells.</param>
    public static Treatment After(PostBackAnswer answer, int attempt, TimeSpan age, TimeSpan retryAfter) =>
        Scaled(Unscaled(answer, attempt, age), retryAfter);

    private static Treatment Unscaled(PostBackAnswer answer, int attempt, TimeSpan age) => answer switch
    {
        { Kind: PostBackAnswerKind.Success } => Treatment.Delivered,
        { Kind: PostBackAnswerKind.Error } => Of(AfterError, attempt) ?? Treatment.Dead,
        { Kind: PostBackAnswerKind.Unreachable } => Lasting(AfterUnreachable, attempt, age),
        { Kind: PostBackAnswerKind.Timeout or PostBackAnswerKind.Unreadable } => Lasting(AfterUnavailable, attempt, age),
        { Status: 429 } => Lasting([Math.Min(Math.Pow(2, Math.Min(attempt - 1, 10)), 15)], 1, age) with { SpendsAttempt = true },
        { Status: >= 500 or (>= 300 and < 400) } => Lasting(AfterUnavailable, attempt, age),
        { Status: 401 or 403 } => Treatment.ChannelIsShut(5),
        { Status: 404 or 405 or 410 } => Treatment.ChannelIsShut(30),
        { Status: 400 } => Of(AfterBadRequest, attempt) ?? Treatment.Dead,
        _ => Treatment.Dead,
    };

    private static Treatment Lasting(double[] delays, int attempt, TimeSpan age) =>
        age > Longest ? Treatment.Dead : Of(delays, attempt) ?? Treatment.Again(Then);

    private static Treatment? Of(double[] delays, int attempt) => attempt <= delays.Length ? Treatment.Again(delays[attempt - 1]) : null;

    private static Treatment Scaled(Treatment treatment, TimeSpan retryAfter) =>
        treatment with { Wait = treatment.Wait * (retryAfter / PostBackSettings.UsualRetryAfter) };

    /// <summary>Spreads messages that failed together. Upward only: nothing is ever sent earlier than its schedule says.</summary>
    public static TimeSpan Jitter(TimeSpan wait, double random) => wait * (1 + 0.1 * random);
}
