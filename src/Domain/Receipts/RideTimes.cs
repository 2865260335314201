namespace GroundTransport.Domain.Receipts;

/// <summary>When the passenger boarded and when the ride was completed, as the supplier reported it; null: it didn't.</summary>
public sealed record RideTimes(DateTimeOffset? OnBoard, DateTimeOffset? Completed)
{
    public static RideTimes Unknown { get; } = new(null, null);
}
