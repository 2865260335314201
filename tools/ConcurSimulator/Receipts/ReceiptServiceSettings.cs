using ConcurSimulator.PostBacks;

namespace ConcurSimulator.Receipts;

/// <summary>How the simulated receipt service behaves.</summary>
public sealed record ReceiptServiceSettings
{
    public FaultScript Faults { get; init; } = FaultScript.Parse("", 0);

    /// <summary>How long after its arrival a receipt is in the user's list.</summary>
    public TimeSpan ShownAfter { get; init; }

    /// <summary>How long after its arrival a receipt is processed.</summary>
    public TimeSpan ProcessedAfter { get; init; }

    /// <summary>How many receipts a page of the list has.</summary>
    public int PageSize { get; init; } = 25;
}
