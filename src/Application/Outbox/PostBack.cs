namespace GroundTransport.Application.Outbox;

/// <summary>The state of a PostBack.</summary>
public enum PostBackState
{
    /// <summary>Waits to be sent, or to be retried.</summary>
    Pending,

    /// <summary>Concur has accepted it.</summary>
    Delivered,

    /// <summary>Given up: an operator has to act.</summary>
    Dead,

    /// <summary>Never sent again, because Concur gets, or already has, a newer state of the same reservation.</summary>
    Superseded,
}

/// <summary>
/// One message to Concur, written in the transaction of the change that it reports. Only a retry by hand replaces its content.
/// </summary>
public sealed class PostBack
{
    public long Id { get; init; }

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

    public required DateTimeOffset CreatedAt { get; init; }

    public PostBackState State { get; set; }

    /// <summary>The attempts that count, including refusals.</summary>
    public int Attempts { get; set; }

    /// <summary>How often it was sent, whatever the result: makes each of the gateway's correlation ids unique.</summary>
    public int Sends { get; set; }

    /// <summary>How often Concur understood and refused it; the retry schedule for refusals is shorter than for other failures.</summary>
    public int Refusals { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When the current attempt was sent; a lease that ends with this set counts as a timeout.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public string? LeaseOwner { get; set; }

    /// <summary>A fencing token: a node that no longer holds the lease can't complete the row.</summary>
    public string? LeaseToken { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Concur's last answer in one line.</summary>
    public string LastAnswer { get; set; } = "";

    /// <summary>Concur's own correlation id in its last answer.</summary>
    public string ConcurCorrelationId { get; set; } = "";

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
