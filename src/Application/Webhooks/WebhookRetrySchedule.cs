using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Webhooks;

/// <summary>
/// When a delivery is tried again: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, then daily; the last time 65.6 h after the first. The
/// delays are written for a RetryAfter of five seconds and scale with the configured one.
/// </summary>
public static class WebhookRetrySchedule
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    /// <param name="attempts">The attempts before this one.</param>
    /// <param name="random">From 0 to 1, to spread deliveries that failed together.</param>
    public static RetryDecision After(int attempts, WebhookAnswer answer, WebhookSettings settings, double random)
    {
        if (answer.IsSuccess)
            return RetryDecision.Delivered;
        if (answer.IsObsolete || answer.IsGone || attempts >= Delays.Length)
            return RetryDecision.Dead;
        var wait = settings.Scale(Delays[attempts]);
        if (answer.RetryAfter > wait)
            wait = answer.RetryAfter.Value;
        // Only upward: nothing is sent earlier than the endpoint asked for.
        return new RetryDecision(DeliveryState.Pending, wait * (1 + 0.1 * random), CountsAsAttempt.Yes);
    }
}
