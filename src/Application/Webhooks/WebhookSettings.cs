namespace GroundTransport.Application.Webhooks;

/// <summary>How webhooks are delivered.</summary>
public sealed record WebhookSettings
{
    /// <summary>The RetryAfter that all delays are written for.</summary>
    public static TimeSpan DefaultRetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How many deliveries a node has under way at most.</summary>
    public const int MaxDeliveries = 256;

    /// <summary>How many of them may be for one webhook.</summary>
    public const int MaxDeliveriesPerWebhook = 32;

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The wait after the first failure; every other delay scales with it.</summary>
    public TimeSpan RetryAfter { get; init; } = DefaultRetryAfter;

    /// <summary>How long a claimed delivery is leased to its node.</summary>
    public TimeSpan Lease => 2 * Timeout + TimeSpan.FromSeconds(10);

    /// <summary>How long a circuit is open after several failures in a row.</summary>
    public TimeSpan BreakAfterFailures => Scale(TimeSpan.FromSeconds(30));

    /// <summary>A webhook that has failed for so long is disabled.</summary>
    public TimeSpan DisableAfter => Scale(TimeSpan.FromDays(5));

    /// <summary>Scales a delay that is written for <see cref="DefaultRetryAfter"/>.</summary>
    public TimeSpan Scale(TimeSpan delay) => delay * (RetryAfter / DefaultRetryAfter);
}
