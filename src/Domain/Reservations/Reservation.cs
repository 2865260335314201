using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Pricing;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Reservations;

/// <summary>
/// A ride sold to Concur, with Concur's status machine. <see cref="Decide"/> gives an event or a refusal and changes
/// nothing; <see cref="Apply"/> can't fail. The version counts events, and is the <c>seq</c> of what Concur is told.
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

    /// <summary>The version of the last change that Concur must hear of: progress is told only when it asks.</summary>
    public int NotifyVersion { get; private set; }

    public DateTimeOffset SoldAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>At most 12 of A-Z 0-9; empty until the booking is accepted.</summary>
    public string ConfirmationNumber { get; private set; } = "";

    /// <summary>At most 12 of A-Z 0-9; empty until cancelled.</summary>
    public string CancellationNumber { get; private set; } = "";

    /// <summary>Of Concur's last call that changed it; PostBacks are logged under it.</summary>
    public string CorrelationId { get; private set; } = "";

    /// <summary>What is in force.</summary>
    public Ride Ride { get; private set; } = null!;

    /// <summary>The change that waits, while <see cref="CB"/>.</summary>
    public Ride? PendingChange { get; private set; }

    public RideService Service { get; private set; } = new();

    /// <summary>What Concur's replies and PostBacks show: the change that was asked for while it waits, else what is in force.</summary>
    public Ride Shown => PendingChange ?? Ride;

    /// <summary>What the traveller's account is charged: the final fare where it is known.</summary>
    public Money Charged => Service.FinalFare?.Rate ?? Shown.Fare.Rate;

    /// <summary>When the vendor's own choice settles what is pending; null where nothing is, or where it waits until the pickup.</summary>
    public DecisionDeadline? Deadline { get; private set; }

    /// <summary>When the clock decides if nobody does: the deadline, and at the latest the first pickup. Null where nothing is pending.</summary>
    public DateTimeOffset? DecideBefore => !Status.NeedsDecision ? null : Deadline is { } deadline && deadline.At < FirstPickup ? deadline.At : FirstPickup;

    private DateTimeOffset FirstPickup =>
        PendingChange is { } change && change.Journey.Start < Ride.Journey.Start ? change.Journey.Start : Ride.Journey.Start;

    /// <summary>What it takes of the fleet now: the ride in force, and beside it a change that waits.</summary>
    public IReadOnlyList<Hold> Holds => Status.HasEnded ? []
        : PendingChange is null || PendingChange.Hold == Ride.Hold ? [Ride.Hold]
        : [Ride.Hold, PendingChange.Hold];

    /// <summary>A new reservation: pending, or accepted at once where the vendor does so. Never declined: an error refuses instead.</summary>
    public static (Reservation Reservation, ReservationEvent Sold) Sell(
        long id, string directConnectId, Ride ride, bool acceptAtOnce, string freshNumber, DateTimeOffset now, DecisionDeadline? deadline = null)
    {
        var reservation = new Reservation
        {
            Id = id,
            DirectConnectId = directConnectId,
            VendorCode = ride.Vendor.Code,
            SoldAt = now,
            Ride = ride,
        };
        var sold = acceptAtOnce ? new Sold(RA, freshNumber) : new Sold(RB, "", deadline);
        reservation.Apply(sold, now);
        return (reservation, sold);
    }

    /// <summary>Notes the correlation id of Concur's call.</summary>
    public void Heard(string correlationId) => CorrelationId = correlationId;

    /// <summary>Lets an event of <see cref="Decide"/> take effect.</summary>
    public void Apply(ReservationEvent happened, DateTimeOffset now)
    {
        Deadline = happened switch
        {
            Sold sold => sold.Deadline,
            BookingReplaced replaced => replaced.Deadline,
            ChangeRequested requested => requested.Deadline,
            CancellationRequested requested => requested.Deadline,
            Amended or Progressed => Deadline,
            BookingAccepted or BookingDeclined or ChangeAccepted or ChangeDeclined or Cancelled or CancellationDeclined or Closed => null,
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "Unknown event"),
        };
        switch (happened)
        {
            case Sold sold:
                ConfirmationNumber = sold.ConfirmationNumber;
                break;
            case BookingAccepted accepted:
                ConfirmationNumber = accepted.ConfirmationNumber;
                Service = Service with { Feedback = accepted.Feedback };
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
                Service = Service with { Feedback = accepted.Feedback };
                break;
            case CancellationRequested requested:
                PendingChange = null;
                Service = Service with { Feedback = "", CancellationFee = requested.Fee };
                break;
            case Cancelled cancelled:
                PendingChange = null;
                CancellationNumber = cancelled.CancellationNumber;
                Service = Service with { Feedback = cancelled.Reason, CancellationFee = cancelled.Fee };
                break;
            case BookingDeclined or ChangeDeclined or CancellationDeclined:
                PendingChange = null;
                Service = Service with { Feedback = happened.Why, CancellationFee = null };
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
        Status = happened.To;
        ChangedAt = now;
        Version++;
        if (happened is not Progressed)
            NotifyVersion = Version;
    }
}
