using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Delivery;

/// <summary>How an answer counts against a message.</summary>
public enum CountsAsAttempt
{
    /// <summary>Not at all: the fault is the connection's, not the message's, so it must not bring the message closer to dead.</summary>
    No,

    /// <summary>As one attempt.</summary>
    Yes,

    /// <summary>
    /// As one attempt that the receiver understood and refused. A message is dead after a few of these, however long the receiver
    /// was away before.
    /// </summary>
    AsRefusal,
}

/// <summary>What is done after an answer.</summary>
/// <param name="State">Delivered, dead, superseded, or pending: retried.</param>
/// <param name="Wait">The wait before the next attempt, if it is pending.</param>
public sealed record RetryDecision(DeliveryState State, TimeSpan Wait, CountsAsAttempt CountsAsAttempt)
{
    public static RetryDecision Delivered { get; } = new(DeliveryState.Delivered, TimeSpan.Zero, CountsAsAttempt.Yes);

    public static RetryDecision Dead { get; } = new(DeliveryState.Dead, TimeSpan.Zero, CountsAsAttempt.Yes);

    /// <summary>For a message that isn't sent, because the receiver gets, or already has, a newer state.</summary>
    public static RetryDecision Superseded { get; } = new(DeliveryState.Superseded, TimeSpan.Zero, CountsAsAttempt.No);

    public static RetryDecision RetryIn(double minutes) =>
        new(DeliveryState.Pending, TimeSpan.FromMinutes(minutes), CountsAsAttempt.Yes);

    /// <summary>For an answer that concerns the connection and not the message.</summary>
    public static RetryDecision RetryWithoutCounting(double minutes) =>
        new(DeliveryState.Pending, TimeSpan.FromMinutes(minutes), CountsAsAttempt.No);

    public RetryDecision CountedAsRefusal() => this with { CountsAsAttempt = CountsAsAttempt.AsRefusal };
}
