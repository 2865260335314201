using GroundTransport.Domain.Decisions;

namespace GroundTransport.Domain.Vendors;

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

    public DecisionRules Decisions { get; init; } = new();

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
