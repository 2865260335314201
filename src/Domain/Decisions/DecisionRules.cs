namespace GroundTransport.Domain.Decisions;

/// <summary>Who decides on one kind of request.</summary>
public enum DecisionMode
{
    /// <summary>A dispatcher accepts or declines.</summary>
    Manual,

    /// <summary>The gateway accepts at once.</summary>
    Automatic,
}

/// <summary>How a vendor decides. A deadline requires a choice for each kind of request; there is no default.</summary>
public sealed record DecisionRules
{
    public DecisionMode Bookings { get; init; }

    public DecisionMode Changes { get; init; }

    public DecisionMode Cancellations { get; init; }

    /// <summary>Null: requests stay pending until the pickup time.</summary>
    public int? DecideWithinMinutes { get; init; }

    public TimeoutChoices? OnTimeout { get; init; }

    /// <summary>The deadline of a request that arrives now; null if it may stay pending until the pickup.</summary>
    public DecisionDeadline? DeadlineFor(Func<TimeoutChoices, TimeoutChoice> kind, DateTimeOffset now) =>
        DecideWithinMinutes is { } minutes && OnTimeout is { } choices
            ? new DecisionDeadline(now.AddMinutes(minutes), kind(choices), minutes)
            : null;
}
