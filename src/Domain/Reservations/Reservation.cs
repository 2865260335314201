using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Pricing;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Reservations;

/// <summary>
/// A ride sold to Concur, with Concur's status machine. <see cref="Decide"/> returns an event or a refusal and changes nothing;
/// <see cref="Apply"/> can't refuse. The version counts events; it is the <c>seq</c> of replies and PostBacks.
/// </summary>
public sealed partial class Reservation
{
    private Reservation()
    {
    }

    public long Id { get; private set; }

    public string DirectConnectId { get; private set; } = "";

    public string VendorCode { get; private set; } = "";

    public ReservationStatus Status { get; private set; }

    public int Version { get; private set; }

    /// <summary>
    /// The version of the last change that Concur must be notified of (<see cref="ReservationEvent.NotifiesConcur"/>).
    /// </summary>
    public int NotifyVersion { get; private set; }

    public DateTimeOffset SoldAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>At most 12 of A-Z 0-9; empty until the booking is accepted.</summary>
    public string ConfirmationNumber { get; private set; } = "";

    /// <summary>At most 12 of A-Z 0-9; empty until cancelled.</summary>
    public string CancellationNumber { get; private set; } = "";

    /// <summary>The correlation id of Concur's last call that changed the reservation; PostBacks are logged with it.</summary>
    public string CorrelationId { get; private set; } = "";

    /// <summary>Since when a decision that no person made waits to be acknowledged; null: there is none.</summary>
    public DateTimeOffset? UnseenSince { get; private set; }

    /// <summary>Who acknowledged the last decision that no person made; empty: nobody yet, or there was none.</summary>
    public string AcknowledgedBy { get; private set; } = "";

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>Concur's UUID of the user in whose Expense the receipt appears; empty: not known yet.</summary>
    public string ReceiptUserId { get; private set; } = "";

    /// <summary>The ride in force.</summary>
    public Ride Ride { get; private set; } = null!;

    /// <summary>The pending change while the status is <see cref="CB"/>.</summary>
    public Ride? PendingChange { get; private set; }

    public RideService Service { get; private set; } = new();

    /// <summary>The pending change if there is one, else the ride in force: what replies and PostBacks show.</summary>
    public Ride LatestRide => PendingChange ?? Ride;

    /// <summary>The amount that the traveller is charged: the final fare if it is known.</summary>
    public Money Charged => Service.FinalFare?.Rate ?? LatestRide.Fare.Rate;

    /// <summary>
    /// When the vendor's timeout choice decides the pending request; null if there is none, or if it stays pending until the pickup.
    /// </summary>
    public DecisionDeadline? Deadline { get; private set; }

    /// <summary>
    /// When the pending request is decided automatically: at its deadline, at the latest at the first pickup. Null if there is none.
    /// </summary>
    public DateTimeOffset? DecideBefore =>
        !Status.NeedsDecision ? null : Deadline is { } deadline && deadline.At < FirstPickup ? deadline.At : FirstPickup;

    private DateTimeOffset FirstPickup =>
        PendingChange is { } change && change.Journey.Start < Ride.Journey.Start ? change.Journey.Start : Ride.Journey.Start;

    /// <summary>The holds on the fleet: of the ride in force, and of a pending change beside it.</summary>
    public IReadOnlyList<Hold> Holds => Status.HasEnded ? []
        : [.. new[] { Ride.Hold, PendingChange?.Hold }.OfType<Hold>().Distinct()];

    /// <summary>A new reservation: pending, or accepted at once. Never declined: the Sell is refused instead.</summary>
    public static (Reservation Reservation, ReservationEvent Sold) Sell(
        long id, string directConnectId, Ride ride, bool acceptAtOnce, string generatedNumber, DateTimeOffset now,
        DecisionDeadline? deadline = null)
    {
        var reservation = new Reservation
        {
            Id = id,
            DirectConnectId = directConnectId,
            VendorCode = ride.Vendor.Code,
            SoldAt = now,
            Ride = ride,
        };
        var sold = acceptAtOnce ? new Sold(RA, generatedNumber) : new Sold(RB, "", deadline);
        reservation.Apply(sold, now);
        return (reservation, sold);
    }

    /// <summary>Records the correlation id of Concur's call.</summary>
    public void RecordCorrelationId(string correlationId) => CorrelationId = correlationId;

    /// <summary>Marks a decision that no person made: it is listed until somebody acknowledges it.</summary>
    public void MarkUnseen(DateTimeOffset now) => (UnseenSince, AcknowledgedBy, AcknowledgedAt) = (now, "", null);

    /// <summary>
    /// Somebody has seen what was decided without a person. It changes nothing of the ride, so the version stays; without such a
    /// decision it does nothing.
    /// </summary>
    public void Acknowledge(string name, DateTimeOffset now)
    {
        if (UnseenSince is not null)
            (UnseenSince, AcknowledgedBy, AcknowledgedAt) = (null, name, now);
    }

    /// <summary>Names who gets the receipt. It changes nothing of the ride, so the version stays.</summary>
    public void AddressReceiptTo(string concurUserId) => ReceiptUserId = concurUserId;

    /// <summary>Applies an event of <see cref="Decide"/>.</summary>
    public void Apply(ReservationEvent @event, DateTimeOffset now)
    {
        Deadline = @event switch
        {
            Sold sold => sold.Deadline,
            BookingReplaced replaced => replaced.Deadline,
            ChangeRequested requested => requested.Deadline,
            CancellationRequested requested => requested.Deadline,
            Amended or Progressed => Deadline,
            BookingAccepted or BookingDeclined or ChangeAccepted or ChangeDeclined or Cancelled or CancellationDeclined or Closed => null,
            _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "Unknown event"),
        };
        switch (@event)
        {
            case Sold sold:
                ConfirmationNumber = sold.ConfirmationNumber;
                break;
            case BookingAccepted accepted:
                ConfirmationNumber = accepted.ConfirmationNumber;
                Service = Service with
                {
                    Feedback = accepted.Feedback,
                    ExternalReference = accepted.ExternalReference ?? Service.ExternalReference,
                };
                break;
            case BookingReplaced replaced:
                Ride = replaced.Ride;
                Service = Service with { Feedback = "" };
                break;
            case ChangeRequested requested:
                PendingChange = requested.Requested;
                Service = Service with { Feedback = "" };
                break;
            case ChangeAccepted accepted:
                Ride = accepted.Ride;
                PendingChange = null;
                ConfirmationNumber = accepted.ConfirmationNumber;
                Service = Service with
                {
                    Feedback = accepted.Feedback,
                    ExternalReference = accepted.ExternalReference ?? Service.ExternalReference,
                };
                break;
            case CancellationRequested requested:
                PendingChange = null;
                Service = Service with { Feedback = "", CancellationFee = requested.Fee };
                break;
            case Cancelled cancelled:
                PendingChange = null;
                CancellationNumber = cancelled.CancellationNumber;
                Service = Service with
                {
                    Feedback = cancelled.Reason,
                    CancellationFee = cancelled.Fee,
                    ExternalReference = cancelled.ExternalReference ?? Service.ExternalReference,
                };
                break;
            case BookingDeclined or ChangeDeclined or CancellationDeclined:
                PendingChange = null;
                Service = Service with { Feedback = @event.Why, CancellationFee = null };
                break;
            case Amended amended:
                Service = amended.Service;
                break;
            case Progressed progressed:
                Service = progressed.Service;
                break;
            case Closed closed:
                Service = closed.Service;
                break;
        }
        Status = @event.To;
        ChangedAt = now;
        Version++;
        if (@event.NotifiesConcur)
            NotifyVersion = Version;
    }
}
