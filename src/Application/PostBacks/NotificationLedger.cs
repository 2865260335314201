namespace GroundTransport.Application.PostBacks;

/// <summary>What Concur last heard of a reservation.</summary>
/// <param name="Seq">The reservation's version that it was told.</param>
/// <param name="Status">As that message says it: a ReservationDetail says RB for a change that waits.</param>
/// <param name="By">Which message: Sell, ReservationDetail, Update, Cancel, PostBack.</param>
public sealed record LastNotified(long ReservationId, int Seq, string Status, DateTimeOffset At, string By, string CorrelationId);

/// <summary>The ledger of what Concur was told: by replies that were flushed to it, and PostBacks that it accepted.</summary>
public interface INotificationLedger
{
    /// <summary>Notes a reply that left. In memory first: what is lost on the way, the sweep tells again.</summary>
    void Note(LastNotified told);

    Task<LastNotified?> Find(long reservationId, CancellationToken ct);

    /// <summary>
    /// Reservations that changed in a span of time, whose change Concur hasn't heard, and for which nothing waits or was
    /// given up.
    /// </summary>
    Task<IReadOnlyList<long>> BehindWithNothingPending(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct);
}
