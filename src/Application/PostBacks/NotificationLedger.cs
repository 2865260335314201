namespace GroundTransport.Application.PostBacks;

/// <summary>The last notification of a reservation that Concur was sent.</summary>
/// <param name="Seq">The version of the reservation that it contained.</param>
/// <param name="Status">The status as that message encoded it: a ReservationDetail has RB for a pending change.</param>
/// <param name="By">The message: Sell, ReservationDetail, Update, Cancel or PostBack.</param>
public sealed record LastNotified(long ReservationId, int Seq, string Status, DateTimeOffset At, string By, string CorrelationId)
{
    /// <summary>Whether Concur only read the reservation: of a version that it was notified of before, that is no news.</summary>
    public bool IsRead => By == "ReservationDetail";

    /// <summary>Whether it takes the place of another notification of the reservation.</summary>
    public bool Replaces(int seq) => IsRead ? Seq > seq : Seq >= seq;
}

/// <summary>Records what Concur was last notified of: by replies that left the gateway, and by PostBacks that Concur accepted.</summary>
public interface INotificationLedger
{
    /// <summary>
    /// Records a reply that has left, unless it only repeats what is recorded. It is kept in memory at first; if it is lost
    /// before it is stored, the drift sweep sends the state again.
    /// </summary>
    void Record(LastNotified notification);

    Task<LastNotified?> Find(long reservationId, CancellationToken ct);

    /// <summary>
    /// Reservations that were changed in this period, whose change Concur wasn't notified of, and for which no PostBack is
    /// pending or dead.
    /// </summary>
    Task<IReadOnlyList<long>> FindDrifted(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct);
}
