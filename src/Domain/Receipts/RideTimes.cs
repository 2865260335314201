namespace GroundTransport.Domain.Receipts;

/// <summary>When the passenger boarded and when the ride was completed, as the supplier reported it; null: it didn't.</summary>
/// <param name="Ended">When the ride was closed or cancelled; null: this is happening now.</param>
public sealed record RideTimes(DateTimeOffset? OnBoard, DateTimeOffset? Completed, DateTimeOffset? Ended = null)
{
    public static RideTimes Unknown { get; } = new(null, null);
}
