namespace GroundTransport.Application.Outbox;

/// <summary>Where a PostBack stands.</summary>
public enum PostBackState
{
    /// <summary>Waits to be sent, or to be sent again.</summary>
    Pending,

    /// <summary>Concur has accepted it.</summary>
    Delivered,

    /// <summary>Given up: somebody must look.</summary>
    Dead,

    /// <summary>Tried in vain for so long that a newer message of the same reservation took its place.</summary>
    Superseded,
}

/// <summary>One message to Concur, frozen at the change it tells of; written in that change's transaction.</summary>
public sealed class PostBack
{
    public long Id { get; init; }

    public required long ReservationId { get; init; }

    /// <summary>The reservation's version that it tells; the order in which Concur hears of a reservation.</summary>
    public required int Seq { get; init; }

    /// <summary>The version whose state the message tells: its own, or after a replay a later one.</summary>
    public required int StateSeq { get; set; }

    /// <summary>The status as the message says it.</summary>
    public required string Status { get; set; }

    public required string DirectConnectId { get; init; }

    public required string VendorCode { get; init; }

    /// <summary>The XML as it is sent.</summary>
    public required string Payload { get; set; }

    /// <summary>Of Concur's call that the reservation goes back to.</summary>
    public required string CorrelationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public PostBackState State { get; set; }

    /// <summary>All that were spent, refusals included.</summary>
    public int Attempts { get; set; }

    /// <summary>How often it left, whatever came of it: makes each correlation id of ours a new one.</summary>
    public int Sends { get; set; }

    /// <summary>How often Concur understood it and refused it; their schedule is shorter than that of the other failures.</summary>
    public int Refusals { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When the running attempt went out; a lease that ends with this set counts as a timeout.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public string? LeaseOwner { get; set; }

    /// <summary>Fences a completion: who no longer has the lease completes nothing.</summary>
    public string? LeaseToken { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Concur's last answer in one line.</summary>
    public string LastAnswer { get; set; } = "";

    /// <summary>Concur's own correlation id of its last answer.</summary>
    public string ConcurCorrelationId { get; set; } = "";

    /// <summary>A message that tells a reservation's present state, due at once.</summary>
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
