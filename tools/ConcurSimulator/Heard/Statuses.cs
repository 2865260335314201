namespace ConcurSimulator.Heard;

/// <summary>The ten statuses: what the traveller reads, and which may come after which.</summary>
public static class Statuses
{
    public static string InWords(string status) => status switch
    {
        "RB" => "booked, waits for the supplier",
        "RA" => "confirmed",
        "RD" => "declined by the supplier",
        "CB" => "change requested, waits for the supplier",
        "CA" => "change confirmed",
        "CD" => "change declined: what was booked before stands",
        "XB" => "cancellation requested, waits for the supplier",
        "XA" => "cancelled",
        "XD" => "cancellation declined: the ride stands",
        "RC" => "the ride is over",
        _ => "nothing heard yet",
    };

    /// <summary>
    /// Whether a PostBack may tell <paramref name="next"/> after one that told <paramref name="before"/>. Between two
    /// PostBacks the traveller may have changed or cancelled, which Concur heard in a reply, and a message that was given
    /// up leaves a gap: so whatever can be reached may follow, but nothing goes back before the first decision, and what has ended
    /// stays ended.
    /// </summary>
    public static bool MayFollow(string before, string next) => before switch
    {
        "RB" => true,
        "RD" or "XA" or "RC" => next == before,
        "RA" => next is not ("RB" or "RD"),
        "CB" or "CA" or "CD" or "XB" or "XD" => next is not ("RB" or "RD" or "RA"),
        _ => true,
    };
}
