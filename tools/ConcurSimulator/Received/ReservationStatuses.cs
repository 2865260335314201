namespace ConcurSimulator.Received;

/// <summary>The ten reservation statuses: what the traveller reads, and which may follow which.</summary>
public static class ReservationStatuses
{
    public static string Describe(string status) => status switch
    {
        "RB" => "booked, awaiting the supplier",
        "RA" => "confirmed",
        "RD" => "declined by the supplier",
        "CB" => "change requested, awaiting the supplier",
        "CA" => "change confirmed",
        "CD" => "change declined, the previous booking remains in force",
        "XB" => "cancellation requested, awaiting the supplier",
        "XA" => "cancelled",
        "XD" => "cancellation declined, the booking remains in force",
        "RC" => "completed",
        _ => "no PostBack acknowledged yet",
    };

    /// <summary>
    /// Whether a PostBack with status <paramref name="next"/> may follow one with <paramref name="previous"/>. Statuses in
    /// between may be missing: Concur receives those of its own changes and cancellations in replies, and the gateway may give up
    /// a PostBack. So every status that can still be reached is allowed, but no status from before the first decision returns, and
    /// a final status never changes.
    /// </summary>
    public static bool CanFollow(string previous, string next) => previous switch
    {
        "RD" or "XA" or "RC" => next == previous,
        "RA" => next is not ("RB" or "RD"),
        "CB" or "CA" or "CD" or "XB" or "XD" => next is not ("RB" or "RD" or "RA"),
        _ => true,
    };
}
