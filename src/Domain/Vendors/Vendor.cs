using GroundTransport.Domain.Decisions;

namespace GroundTransport.Domain.Vendors;

/// <summary>A supplier whose rides are sold: its contact details, its decision rules, and the rate plan in force.</summary>
public sealed record Vendor
{
    /// <summary>At most eight of A-Z and 0-9: it is part of every quote.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Phone { get; init; }

    public required string Currency { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    public DecisionRules Decisions { get; init; } = new();

    /// <summary>An accepted ride is closed as completed this long after its end; null: never automatically.</summary>
    public int? CloseAfterHours { get; init; }

    /// <summary>Whether and how rides become receipts in Concur Expense.</summary>
    public ReceiptSettings Receipts { get; init; } = new();

    /// <summary>The version of the rate plan in force; 0: none yet.</summary>
    public int PlanVersion { get; init; }

    /// <summary>The vendor's own service that prices its rides; null: its rate plan does.</summary>
    public PricingService? Pricing { get; init; }

    /// <summary>Incremented by each change of this vendor.</summary>
    public int Version { get; init; } = 1;

    public VendorContact Contact => new(Code, Name, Phone);
}

/// <summary>The vendor as replies show it and as each booking stores it.</summary>
public sealed record VendorContact(string Code, string Name, string Phone);
