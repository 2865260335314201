using GroundTransport.Domain.Reservations;

namespace GroundTransport.Domain.Vendors;

/// <summary>Who decides on one kind of request.</summary>
public enum DecisionMode
{
    /// <summary>A dispatcher accepts or declines.</summary>
    Manual,

    /// <summary>The gateway accepts at once.</summary>
    Automatic,
}

/// <summary>What becomes of a request that nobody decides in time.</summary>
public enum TimeoutChoice
{
    Accept,
    Decline,
}

/// <summary>How a vendor decides. A deadline demands a choice for each kind: it has no default.</summary>
public sealed record Decisions
{
    public DecisionMode Bookings { get; init; }

    public DecisionMode Changes { get; init; }

    public DecisionMode Cancellations { get; init; }

    /// <summary>Null: requests wait until the pickup time.</summary>
    public int? DecideWithinMinutes { get; init; }

    public TimeoutChoices? OnTimeout { get; init; }

    /// <summary>The deadline of a request that comes now; null where it may wait until the pickup.</summary>
    public DecisionDeadline? DeadlineFor(Func<TimeoutChoices, TimeoutChoice> kind, DateTimeOffset now) =>
        DecideWithinMinutes is { } minutes && OnTimeout is { } choices ? new DecisionDeadline(now.AddMinutes(minutes), kind(choices), minutes) : null;
}

/// <summary>One choice per kind of request.</summary>
public sealed record TimeoutChoices(TimeoutChoice Bookings, TimeoutChoice Changes, TimeoutChoice Cancellations);

/// <summary>A supplier whose rides are sold: its name as travellers see it, its habits, and the rate plan in force.</summary>
public sealed record Vendor
{
    /// <summary>At most eight of A-Z 0-9: it travels in every quote.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Phone { get; init; }

    public required string Currency { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    public Decisions Decisions { get; init; } = new();

    /// <summary>So long after its end an accepted ride is closed as completed; null: never by itself.</summary>
    public int? CloseAfterHours { get; init; }

    /// <summary>The version of the rate plan in force; 0 where there is none yet.</summary>
    public int PlanVersion { get; init; }

    /// <summary>Counts each change of this vendor.</summary>
    public int Version { get; init; } = 1;

    public VendorName Named => new(Code, Name, Phone);
}

/// <summary>The vendor as a reply prints it, and as each booking keeps it.</summary>
public sealed record VendorName(string Code, string Name, string Phone);
