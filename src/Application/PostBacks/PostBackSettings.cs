namespace GroundTransport.Application.PostBacks;

/// <summary>How a PostBack says who sends it.</summary>
public enum PostBackScheme
{
    OAuth,
    Bearer,
    Basic,
}

/// <summary>Where PostBacks go, how, and how patiently.</summary>
public sealed record PostBackSettings
{
    /// <summary>Null: nothing is sent, and what is queued waits.</summary>
    public Uri? Url { get; init; }

    public PostBackScheme Scheme { get; init; }

    public string Token { get; init; } = "";

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after a timeout or 503; every other delay scales with it.</summary>
    public TimeSpan RetryAfter { get; init; } = UsualRetryAfter;

    public static TimeSpan UsualRetryAfter { get; } = TimeSpan.FromMinutes(5);

    /// <summary>So long the truth may be ahead of what Concur heard, with nothing pending, before the sweep tells it.</summary>
    public TimeSpan DriftAfter => Scaled(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(2));

    public TimeSpan SweepEvery => Scaled(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

    /// <summary>After so long in vain a newer message of the same reservation takes an older one's place.</summary>
    public TimeSpan SupersedeAfter => Scaled(TimeSpan.FromHours(1), TimeSpan.Zero);

    /// <summary>So long a claimed row is its claimer's: longer than two timeouts.</summary>
    public TimeSpan Lease => 2 * Timeout + TimeSpan.FromSeconds(10);

    private TimeSpan Scaled(TimeSpan usual, TimeSpan least) => usual * (RetryAfter / UsualRetryAfter) is var scaled && scaled > least ? scaled : least;

    // The default of a record prints every property, secrets included.
    public override string ToString() => $"PostBacks to {Url?.Host ?? "nowhere"} by {Scheme}";
}
