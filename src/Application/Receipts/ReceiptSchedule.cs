using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.Receipts;

/// <summary>
/// Decides what is done after each answer; the delays are data. They are written for a RetryAfter of five minutes and scale with the
/// configured one. A receipt that may have arrived is never sent again within RetryAfter: Concur shows it only after a while.
/// </summary>
public static class ReceiptSchedule
{
    /// <summary>How long Concur tells how far a receipt is (receipts-v4: Get Receipt Status).</summary>
    public static readonly TimeSpan Followed = TimeSpan.FromDays(14);

    private static readonly double[] AfterUnavailable = [5, 5, 5, 15, 30, 60];
    private static readonly double[] AfterUnreachable = [0.5, 2, .. AfterUnavailable];
    private static readonly double[] AfterTooManyRequests = [1, 2, 4, 8];

    /// <summary>An accepted receipt is looked at after this time, then at intervals that grow with its age.</summary>
    private const double FirstLook = 0.25;

    private const double LongestInterval = 60;

    /// <param name="row">As it was claimed: this attempt isn't counted in it yet.</param>
    /// <param name="random">From 0 to 1, to spread receipts that failed together.</param>
    public static RetryDecision After(ReceiptDelivery row, ReceiptAnswer answer, DateTimeOffset now, TimeSpan retryAfter, double random)
    {
        var scale = retryAfter / PostBackSettings.DefaultRetryAfter;
        var decision = answer.Step == ReceiptStep.Follow || answer.Kind == ReceiptAnswerKind.Accepted
            ? WhileProcessed(row, answer, now, scale)
            : UntilAccepted(answer, row.Attempts + 1, now - row.NotBefore);
        var scaled = decision.Wait * scale;
        var wait = answer.RetryAfter is { } asked && (answer.Status == 429 || asked > scaled) ? asked : scaled;
        return decision with { Wait = wait * (1 + 0.1 * random) };
    }

    private static RetryDecision UntilAccepted(ReceiptAnswer answer, int nth, TimeSpan age) => answer switch
    {
        { ConcernsConnection: true } => RetryDecision.RetryWithoutCounting(5),
        { Kind: ReceiptAnswerKind.Unreachable } => UntilMaxAge(AfterUnreachable, nth, age).CountedAsRefusal(),
        { Kind: ReceiptAnswerKind.Timeout or ReceiptAnswerKind.Unreadable } => UntilMaxAge(AfterUnavailable, nth, age),
        { Status: 429 } => UntilMaxAge(AfterTooManyRequests, nth, age).CountedAsRefusal(),
        { Status: >= 400 and < 500 } => RetryDecision.Dead.CountedAsRefusal(),
        _ => UntilMaxAge(AfterUnavailable, nth, age),
    };

    /// <summary>Nothing of it counts: Concur has the receipt.</summary>
    private static RetryDecision WhileProcessed(ReceiptDelivery row, ReceiptAnswer answer, DateTimeOffset now, double scale)
    {
        var age = now - (row.AcceptedAt ?? now);
        return answer switch
        {
            { Kind: ReceiptAnswerKind.Processed } => RetryDecision.Delivered,
            { Kind: ReceiptAnswerKind.ProcessingFailed } => RetryDecision.Dead,
            { ConcernsConnection: true } => RetryDecision.RetryWithoutCounting(5),
            _ when age > Followed => RetryDecision.Dead,
            _ => RetryDecision.RetryWithoutCounting(Math.Clamp(age.TotalMinutes / scale, FirstLook, LongestInterval)),
        };
    }

    // Every receipt gets its first delays: it may be old before its first attempt, behind others or an open circuit.
    private static RetryDecision UntilMaxAge(double[] delays, int nth, TimeSpan age) =>
        nth <= delays.Length ? RetryDecision.RetryIn(delays[nth - 1])
        : age < RetrySchedule.MaxAge ? RetryDecision.RetryIn(120)
        : RetryDecision.Dead;
}
