using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Events;

/// <summary>The types of events, in words.</summary>
public static class EventTypes
{
    public const string Requested = "reservation.requested";
    public const string Accepted = "reservation.accepted";
    public const string Replaced = "reservation.replaced";
    public const string Declined = "reservation.declined";
    public const string ChangeRequested = "reservation.changeRequested";
    public const string ChangeAccepted = "reservation.changeAccepted";
    public const string ChangeDeclined = "reservation.changeDeclined";
    public const string CancellationRequested = "reservation.cancellationRequested";
    public const string Cancelled = "reservation.cancelled";
    public const string CancellationDeclined = "reservation.cancellationDeclined";
    public const string Amended = "reservation.amended";
    public const string Progressed = "reservation.progressed";
    public const string Closed = "reservation.closed";

    /// <summary>A pending request will soon be decided by its deadline.</summary>
    public const string DeadlineNear = "reservation.deadlineNear";

    /// <summary>A PostBack was given up: Concur lacks a status.</summary>
    public const string PostBackDead = "postBack.dead";

    /// <summary>A ride has a receipt, and nobody has named the Concur user that it is for.</summary>
    public const string ReceiptAwaitingRecipient = "receipt.awaitingRecipient";

    /// <summary>A receipt is in the user's Expense.</summary>
    public const string ReceiptProcessed = "receipt.processed";

    /// <summary>A receipt was given up: the traveller lacks it.</summary>
    public const string ReceiptDead = "receipt.dead";

    public const string ConcurAppStateChanged = "concurApp.stateChanged";

    /// <summary>A webhook was disabled, because its endpoint failed for days or answered 410.</summary>
    public const string WebhookDisabled = "webhook.disabled";

    /// <summary>Sent to one webhook on demand.</summary>
    public const string WebhookTest = "webhook.test";

    public static IReadOnlyList<string> All { get; } =
    [
        Requested, Accepted, Replaced, Declined, ChangeRequested, ChangeAccepted, ChangeDeclined, CancellationRequested, Cancelled,
        CancellationDeclined, Amended, Progressed, Closed, DeadlineNear, PostBackDead, ReceiptAwaitingRecipient,
        ReceiptProcessed, ReceiptDead, ConcurAppStateChanged, WebhookDisabled, WebhookTest,
    ];

    /// <summary>A change has the same type whoever caused it.</summary>
    public static string Of(ReservationEvent change) => change switch
    {
        Sold { Status: ReservationStatus.RB } => Requested,
        Sold or BookingAccepted => Accepted,
        BookingReplaced => Replaced,
        BookingDeclined => Declined,
        Domain.Reservations.ChangeRequested => ChangeRequested,
        Domain.Reservations.ChangeAccepted => ChangeAccepted,
        Domain.Reservations.ChangeDeclined => ChangeDeclined,
        Domain.Reservations.CancellationRequested => CancellationRequested,
        Domain.Reservations.Cancelled => Cancelled,
        Domain.Reservations.CancellationDeclined => CancellationDeclined,
        Domain.Reservations.Amended => Amended,
        Domain.Reservations.Progressed => Progressed,
        Domain.Reservations.Closed => Closed,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.GetType().Name, "Unknown event"),
    };
}
