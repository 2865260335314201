namespace GroundTransport.Application.Outbox;

/// <summary>How far the delivery of a message is.</summary>
public enum DeliveryState
{
    /// <summary>Waits to be sent, or to be retried.</summary>
    Pending,

    /// <summary>The receiver has accepted it.</summary>
    Delivered,

    /// <summary>Given up: an operator has to act.</summary>
    Dead,

    /// <summary>Never sent again, because the receiver gets, or already has, a newer state of the same reservation.</summary>
    Superseded,
}

/// <summary>A message that is written in the transaction of the change it reports, and delivered afterwards.</summary>
public abstract class OutboxMessage
{
    public long Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>The attempts that count, including refusals.</summary>
    public int Attempts { get; set; }

    /// <summary>How often it was sent, whatever the result.</summary>
    public int Sends { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When the current attempt was sent; a lease that ends with this set counts as a timeout.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public string? LeaseOwner { get; set; }

    /// <summary>A fencing token: a node that no longer holds the lease can't complete the row.</summary>
    public string? LeaseToken { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>The receiver's last answer in one line.</summary>
    public string LastAnswer { get; set; } = "";

    /// <summary>Whom it is sent to: what has a circuit breaker and an order of its own.</summary>
    public abstract string Destination { get; }

    /// <summary>From when on it could be sent: the time until it is accepted counts from here.</summary>
    public virtual DateTimeOffset ReadyAt => CreatedAt;

    public bool IsLeased(DateTimeOffset now) => LeaseToken is not null && LeaseUntil > now;

    /// <summary>Queues it again as if it were new.</summary>
    public virtual void Requeue(DateTimeOffset now)
    {
        (State, Attempts, DueAt, DoneAt) = (DeliveryState.Pending, 0, now, null);
        (LeaseOwner, LeaseToken, LeaseUntil, SentAt) = (null, null, null, null);
    }
}
