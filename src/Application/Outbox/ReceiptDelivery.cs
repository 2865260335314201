namespace GroundTransport.Application.Outbox;

/// <summary>How far a receipt is, in words.</summary>
public enum ReceiptState
{
    /// <summary>Nobody has named the Concur user that it is for.</summary>
    AwaitingRecipient,

    /// <summary>Waits to be sent, or to be retried.</summary>
    Pending,

    /// <summary>Concur has accepted it and processes it.</summary>
    Processing,

    /// <summary>It is in the user's Expense.</summary>
    Processed,

    /// <summary>Given up: an operator has to act.</summary>
    Dead,
}

/// <summary>
/// One receipt for Concur Expense, or an adjustment of one, written in the transaction of the change that causes it. It is replaced as
/// long as it can't have arrived.
/// </summary>
public sealed class ReceiptDelivery : OutboxMessage
{
    public const int LongestStatusUrl = 500;

    /// <summary>The due time of a receipt that nothing but its recipient can make due.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public required long ReservationId { get; init; }

    /// <summary>The version of the reservation that it was written for; Concur gets a reservation's receipts in this order.</summary>
    public required int Seq { get; set; }

    public required string DirectConnectId { get; init; }

    public required string VendorCode { get; init; }

    /// <summary>By which Concur's list of receipts is searched for it.</summary>
    public required string Reference { get; set; }

    /// <summary>Whether it is the difference to an earlier one.</summary>
    public required bool IsAdjustment { get; init; }

    /// <summary>How often a picture was stored since it was queued.</summary>
    public int Images { get; set; }

    /// <summary>The picture that is sent with it; null: none, or it wasn't read. It isn't stored with the row.</summary>
    public ReceiptImage? Image { get; set; }

    /// <summary>Concur's UUID of the user; empty: awaited.</summary>
    public string UserId { get; set; } = "";

    /// <summary>A hash of the passenger's e-mail address, by which the user is remembered; empty: the booking has none.</summary>
    public required string PassengerKey { get; init; }

    public required string Currency { get; set; }

    public required long TotalMinor { get; set; }

    public required long TaxMinor { get; set; }

    /// <summary>The JSON as it is sent.</summary>
    public required string Payload { get; set; }

    /// <summary>The correlation id of Concur's call that the reservation goes back to.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>It isn't sent before this time; from then on its age counts.</summary>
    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>The attempts after which it certainly hadn't arrived, or that a search didn't find.</summary>
    public int Refusals { get; set; }

    /// <summary>Whether an attempt before the last retry by hand may have arrived; a search that found nothing clears it.</summary>
    public bool MayHaveArrivedBefore { get; set; }

    /// <summary>Concur's id of the receipt; empty: not accepted yet.</summary>
    public string ConcurReceiptId { get; set; } = "";

    /// <summary>Where Concur tells how far it is.</summary>
    public string StatusUrl { get; set; } = "";

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>What Concur says in detail: why it refused the receipt, or the log of its processing.</summary>
    public string Details { get; set; } = "";

    /// <summary>Concur's own correlation id in its last answer.</summary>
    public string ConcurCorrelationId { get; set; } = "";

    public override string Destination => DirectConnectId;

    public override DateTimeOffset ReadyAt => NotBefore;

    public bool IsAccepted => ConcurReceiptId.Length > 0;

    /// <summary>
    /// Whether Concur may have it although it didn't say so: an attempt ended in anything but a definite no (a 500, a timeout, a broken
    /// connection, garbage, a sender that died: the next claim counts its attempt). Then it is looked for before it is sent again.
    /// </summary>
    public bool MayHaveArrived => MayHaveArrivedBefore || Attempts > Refusals || SentAt is not null;

    public ReceiptState Progress => State switch
    {
        DeliveryState.Delivered => ReceiptState.Processed,
        DeliveryState.Dead => ReceiptState.Dead,
        _ when UserId.Length == 0 => ReceiptState.AwaitingRecipient,
        _ when IsAccepted => ReceiptState.Processing,
        _ => ReceiptState.Pending,
    };

    /// <summary>When something is done with it next; null: nothing is.</summary>
    public DateTimeOffset? NextAt => State == DeliveryState.Pending && UserId.Length > 0 ? DueAt : null;

    /// <summary>Whether its content and its recipient may still change: Concur can't have it, and nobody is sending it.</summary>
    public bool CanChange(DateTimeOffset now) =>
        State is DeliveryState.Pending or DeliveryState.Dead && !IsAccepted && !MayHaveArrived && !IsLeased(now);

    /// <summary>Names who gets it; from then on it can be due.</summary>
    public void AddressTo(string userId, DateTimeOffset now)
    {
        UserId = userId;
        NotBefore = NotBefore > now ? NotBefore : now;
        Requeue(now);
    }

    /// <summary>Nothing is charged any more: it isn't sent.</summary>
    public void Withdraw(DateTimeOffset now) =>
        (State, DoneAt, TotalMinor, TaxMinor, LeaseToken) = (DeliveryState.Superseded, now, 0, 0, null);

    public override void Requeue(DateTimeOffset now)
    {
        MayHaveArrivedBefore |= MayHaveArrived || IsAccepted;
        base.Requeue(now);
        DueAt = UserId.Length == 0 ? Never : NotBefore > now ? NotBefore : now;
        (Refusals, ConcurReceiptId, StatusUrl, AcceptedAt) = (0, "", "", null);
    }
}
