namespace GroundTransport.Application.PostBacks;

/// <summary>The authentication scheme of PostBacks.</summary>
public enum PostBackScheme
{
    OAuth,
    Bearer,
    Basic,
}

/// <summary>Where and how PostBacks are sent, and how long the gateway waits.</summary>
public sealed record PostBackSettings
{
    /// <summary>Null: nothing is sent, and messages stay queued.</summary>
    public Uri? Url { get; init; }

    public PostBackScheme Scheme { get; init; }

    public string Token { get; init; } = "";

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after a timeout or a 503; every other delay scales with it.</summary>
    public TimeSpan RetryAfter { get; init; } = DefaultRetryAfter;

    /// <summary>How many messages of a kind this node has under way at most; fewer while Concur answers badly.</summary>
    public int MaxConcurrentDeliveries { get; init; } = DefaultMaxConcurrentDeliveries;

    /// <summary>As many as 320 answers a second take at 200 ms each.</summary>
    public const int DefaultMaxConcurrentDeliveries = 64;

    /// <summary>The RetryAfter that all delays are written for.</summary>
    public static TimeSpan DefaultRetryAfter { get; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a reservation may be ahead of its last notification, with nothing pending, before the drift sweep queues a
    /// PostBack.
    /// </summary>
    public TimeSpan DriftAfter => Scale(TimeSpan.FromMinutes(2), atLeast: TimeSpan.FromSeconds(2));

    public TimeSpan SweepEvery => Scale(TimeSpan.FromSeconds(30), atLeast: TimeSpan.FromSeconds(1));

    /// <summary>How long a message must have failed before a newer one of the same reservation supersedes it.</summary>
    public TimeSpan SupersedeAfter => Scale(TimeSpan.FromHours(1));

    /// <summary>How long a circuit is open after several failures in a row.</summary>
    public TimeSpan BreakAfterFailures => Scale(TimeSpan.FromSeconds(30));

    /// <summary>How long a claimed message is leased to its node: longer than two timeouts.</summary>
    public TimeSpan Lease => 2 * Timeout + TimeSpan.FromSeconds(10);

    /// <summary>Scales a delay that is written for <see cref="DefaultRetryAfter"/>.</summary>
    public TimeSpan Scale(TimeSpan delay, TimeSpan atLeast = default)
    {
        var scaled = delay * (RetryAfter / DefaultRetryAfter);
        return scaled > atLeast ? scaled : atLeast;
    }

    // A record's default prints every property, including secrets.
    public override string ToString() => $"PostBacks to {Url?.Host ?? "nowhere"} by {Scheme}";
}
