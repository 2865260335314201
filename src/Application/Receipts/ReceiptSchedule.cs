using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;

namespace GroundTransport.Application.Receipts;

/// <summary>
/// Decides what is done after each answer, with the delays of <see cref="RetrySchedule"/> until Concur has accepted it. They are written
/// for a RetryAfter of five minutes and scale with the configured one. A receipt that may have arrived is never sent again within
/// RetryAfter: Concur shows it only after a while.
/// </summary>
public static class ReceiptSchedule
{
    /// <summary>How long Concur tells how far a receipt is (receipts-v4: Get Receipt Status).</summary>
    public static readonly TimeSpan Followed = TimeSpan.FromDays(14);

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
        var wait = RetrySchedule.HonourRetryAfter(answer.Status, answer.RetryAfter, decision.Wait * scale);
        return decision with { Wait = RetrySchedule.AddJitter(wait, random) };
    }

    private static RetryDecision UntilAccepted(ReceiptAnswer answer, int nth, TimeSpan age) => answer switch
    {
        { ConcernsConnection: true } => RetryDecision.RetryWithoutCounting(5),
        { Kind: ReceiptAnswerKind.Unreachable } => RetrySchedule.AfterUnreachable(nth, age).CountedAsRefusal(),
        { Kind: ReceiptAnswerKind.Timeout or ReceiptAnswerKind.Unreadable } => RetrySchedule.AfterUnavailable(nth, age),
        { Status: 429 } => RetrySchedule.AfterTooManyRequests(nth, age).CountedAsRefusal(),
        { Status: >= 400 and < 500 } => RetryDecision.Dead.CountedAsRefusal(),
        _ => RetrySchedule.AfterUnavailable(nth, age),
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
}
