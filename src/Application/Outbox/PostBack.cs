namespace GroundTransport.Application.Outbox;

/// <summary>
/// One message to Concur, written in the transaction of the change that it reports. Only a retry by hand replaces its content.
/// </summary>
public sealed class PostBack : OutboxMessage
{
    public required long ReservationId { get; init; }

    /// <summary>The version of the reservation that it was written for; Concur gets a reservation's messages in this order.</summary>
    public required int Seq { get; init; }

    /// <summary>The version whose state the message contains: <see cref="Seq"/>, or a later one after a retry by hand.</summary>
    public required int StateSeq { get; set; }

    /// <summary>The status as the message encodes it.</summary>
    public required string Status { get; set; }

    public required string DirectConnectId { get; init; }

    public required string VendorCode { get; init; }

    /// <summary>The XML as it is sent.</summary>
    public required string Payload { get; set; }

    /// <summary>The correlation id of Concur's call that the reservation goes back to.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>How often Concur understood and refused it; the retry schedule for refusals is shorter than for other failures.</summary>
    public int Refusals { get; set; }

    /// <summary>Concur's own correlation id in its last answer.</summary>
    public string ConcurCorrelationId { get; set; } = "";

    /// <summary>
    /// Whether Concur may have it although it didn't say so: an attempt ended in anything but a definite no (a 500, a timeout, a broken
    /// connection, garbage, a sender that died).
    /// </summary>
    public bool MayHaveArrived => Attempts > Refusals;

    public override string Destination => DirectConnectId;

    public override void Requeue(DateTimeOffset now)
    {
        base.Requeue(now);
        Refusals = 0;
    }

    /// <summary>A message with a reservation's current state, due at once.</summary>
    public static PostBack Of(Domain.Reservations.Reservation reservation, string status, string payload, DateTimeOffset now) => new()
    {
        ReservationId = reservation.Id,
        Seq = reservation.Version,
        StateSeq = reservation.Version,
        Status = status,
        DirectConnectId = reservation.DirectConnectId,
        VendorCode = reservation.VendorCode,
        Payload = payload,
        CorrelationId = reservation.CorrelationId,
        CreatedAt = now,
        DueAt = now,
    };
}
