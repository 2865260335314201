using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Reservations;

/// <content>The status machine: one method per command, guards first.</content>
public sealed partial class Reservation
{
    /// <summary>Decides on a command and changes nothing: an event, a refusal, or no change.</summary>
    public Decision Decide(ReservationCommand command, DateTimeOffset now) => command switch
    {
        Accept accept => DecideAccept(accept),
        Decline decline => DecideDecline(decline),
        Change change => DecideChange(change, now),
        RequestCancellation cancellation => DecideCancellation(cancellation, now),
        CancelBySupplier cancel => DecideCancelBySupplier(cancel),
        Amend amend => DecideAmend(amend),
        ReportProgress progress => DecideProgress(progress),
        Close close => DecideClose(close, now),
        TimePassed passed => DecideTimePassed(passed, now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Unknown command"),
    };

    private Decision DecideAccept(Accept accept)
    {
        if (!Allows(SupplierAction.Accept))
            return Refusal.NotInThisState(Field.Status, "Nothing is pending that could be accepted.");
        var (supplied, generated) = (accept.SupplierNumber, accept.GeneratedNumber);
        return Status switch
        {
            RB => new BookingAccepted(supplied ?? generated, accept.Feedback) { ExternalReference = accept.ExternalReference },
            CB => new ChangeAccepted(PendingChange!, supplied ?? ConfirmationNumberOr(generated), accept.Feedback)
            {
                ExternalReference = accept.ExternalReference,
            },
            XB => new Cancelled(supplied ?? generated, accept.Feedback, Service.CancellationFee)
            {
                ExternalReference = accept.ExternalReference,
            },
            _ => throw UnexpectedStatus(),
        };
    }

    private Decision DecideDecline(Decline decline)
    {
        if (!Allows(SupplierAction.Decline))
            return Refusal.NotInThisState(Field.Status, "Nothing is pending that could be declined.");
        return Status switch
        {
            RB => new BookingDeclined(decline.Reason),
            CB => new ChangeDeclined(decline.Reason),
            XB => new CancellationDeclined(decline.Reason),
            _ => throw UnexpectedStatus(),
        };
    }

    /// <summary>Refuses a change that isn't possible now, whatever it asks for.</summary>
    public Refusal? CheckChange(DateTimeOffset now)
    {
        if (Status == XB)
        {
            return Refusal.NotInThisState(Field.Reservation,
                "A cancellation of this reservation is pending. Wait for the supplier's decision.");
        }
        if (Status.HasEnded)
            return Ended();
        return HasBegun(now)
            ? Refusal.Time(Field.Start,
                $"{Field.Start} has passed or the passenger is on board: the ride can't be changed any more. Call the supplier.")
            : null;
    }

    private Decision DecideChange(Change change, DateTimeOffset now)
    {
        if (CheckChange(now) is { } refusal)
            return refusal;
        if (change.Requested.HasSameRequestAs(LatestRide))
            return Decision.NoChange;
        if (Status == RB)
            return new BookingReplaced(change.Requested, change.Deadline);
        if (!change.AcceptAtOnce || Status == CB)
            return new ChangeRequested(change.Requested, change.Deadline);
        return new ChangeAccepted(change.Requested, ConfirmationNumberOr(change.GeneratedNumber), "");
    }

    private Decision DecideCancellation(RequestCancellation cancellation, DateTimeOffset now)
    {
        if (Status is XB or XA)
            return Decision.NoChange;
        if (Status.HasEnded)
            return Ended();
        if (HasBegun(now))
        {
            return Refusal.NotInThisState(Field.Reservation,
                "The pickup time has passed or the passenger is on board: the ride can't be cancelled any more. Call the supplier.");
        }
        if (Ride.Terms is { } terms && terms.ForbidsAt(now, Ride.Journey.Start))
        {
            return Refusal.NotInThisState(Field.Reservation,
                $"The terms of this booking forbid a cancellation so late. {Ride.CancelPolicy} Call the supplier.");
        }
        var fee = Ride.Terms?.FeeAt(now, Ride.Journey.Start, Ride.Fare.Rate);
        return cancellation.AcceptAtOnce
            ? new Cancelled(cancellation.GeneratedNumber, "", fee)
            : new CancellationRequested(fee, cancellation.Deadline);
    }

    private Decision DecideCancelBySupplier(CancelBySupplier cancel)
    {
        if (!Allows(SupplierAction.Cancel))
            return Status == XB ? Refusal.NotInThisState(Field.Status, "A cancellation is pending: accept it instead.") : Ended();
        return Status == RB ? new BookingDeclined(cancel.Reason) : new Cancelled(cancel.GeneratedNumber, cancel.Reason, null);
    }

    private Decision DecideAmend(Amend amend)
    {
        if (!Allows(SupplierAction.Amend) && !(amend.IsFareOnly && Allows(SupplierAction.AmendFinalFare)))
        {
            return Status switch
            {
                RB => BookingPending(),
                RC => Refusal.NotInThisState(Field.Status, "The ride is closed: only its final fare can be amended."),
                _ => Ended(),
            };
        }
        if (amend.FinalFare.Value is { } fare && fare.Rate.Currency != Ride.Fare.Currency)
            return Refusal.Request(Field.FinalFare, $"The fare's currency is {Ride.Fare.Currency}.");
        var service = Service with
        {
            Driver = amend.Driver.Or(Service.Driver),
            Vehicle = amend.Vehicle.Or(Service.Vehicle),
            PickupInstructions = amend.PickupInstructions.Or(Service.PickupInstructions),
            FinalFare = amend.FinalFare.Or(Service.FinalFare),
            ExternalReference = amend.ExternalReference.Or(Service.ExternalReference),
        };
        return service == Service ? Decision.NoChange : new Amended(Status, service)
        {
            IsInternal = service with
            {
                ExternalReference = Service.ExternalReference,
                Driver = service.Driver with { Number = Service.Driver.Number },
            } == Service,
        };
    }

    private Decision DecideProgress(ReportProgress progress)
    {
        if (!Allows(SupplierAction.Progress))
            return Status == RB ? BookingPending() : Ended();
        var service = Service with
        {
            Progress = progress.State,
            Driver = progress.Driver ?? Service.Driver,
            Vehicle = progress.Vehicle ?? Service.Vehicle,
        };
        return service == Service ? Decision.NoChange : new Progressed(Status, service);
    }

    private Decision DecideClose(Close close, DateTimeOffset now)
    {
        if (!Allows(SupplierAction.Close))
            return Status.HasEnded ? Ended() : Refusal.NotInThisState(Field.Status, "A decision is pending: accept or decline first.");
        if (now < Ride.Journey.Start)
            return Refusal.NotInThisState(Field.Status, "The ride hasn't begun: close it after the pickup time.");
        if (close.FinalFare is { } fare && fare.Rate.Currency != Ride.Fare.Currency)
            return Refusal.Request(Field.FinalFare, $"The fare's currency is {Ride.Fare.Currency}.");
        return new Closed(Service with
        {
            Outcome = close.Outcome,
            Progress = close.Outcome == RideOutcome.NoShow ? Progress.NoShow : Progress.Completed,
            FinalFare = close.FinalFare ?? Service.FinalFare,
        });
    }

    private Decision DecideTimePassed(TimePassed passed, DateTimeOffset now)
    {
        if (DecideBefore is not { } last || now < last)
            return Refusal.NotInThisState(Field.Status, "No decision is overdue.");
        if (now >= FirstPickup)
            return DecideDecline(new Decline("The pickup time passed without a decision."));
        if (Deadline!.Then == TimeoutChoice.Decline)
            return DecideDecline(new Decline(Deadline.MissedText));
        // The reason is for the history only: the feedback, which the traveller reads, stays empty.
        var accepted = DecideAccept(new Accept(null, passed.GeneratedNumber, "")).Event!;
        return accepted with { Why = $"{Deadline.MissedText} Accepted, as the vendor chose for this case." };
    }

    /// <summary>What the supplier can do now: those actions that <see cref="Decide"/> doesn't refuse.</summary>
    public IReadOnlyList<SupplierAction> ActionsAt(DateTimeOffset now) =>
        [.. StatusGrid.AllowedIn(Status).Where(action => Decide(Attempt(action), now).Refusal is null)];

    /// <summary>The fee that a cancellation by the traveller would cost now, or why it isn't possible.</summary>
    public Outcome<Money> CancellationFeeAt(DateTimeOffset now)
    {
        var decision = DecideCancellation(new RequestCancellation(false, "", null), now);
        if (decision.Refusal is { } refusal)
            return refusal;
        var fee = decision.Event is CancellationRequested requested ? requested.Fee : Service.CancellationFee;
        return fee ?? Money.Zero(Ride.Fare.Currency);
    }

    /// <summary>Whether it is too late for the traveller to change or cancel.</summary>
    private bool HasBegun(DateTimeOffset now) => now >= Ride.Journey.Start || Service.Progress >= Progress.OnBoard;

    /// <summary>A command by which the action can be tried: what it contains doesn't matter to the status machine.</summary>
    private static ReservationCommand Attempt(SupplierAction action) => action switch
    {
        SupplierAction.Accept => new Accept(null, "", ""),
        SupplierAction.Decline => new Decline(""),
        SupplierAction.Cancel => new CancelBySupplier("", ""),
        SupplierAction.Amend or SupplierAction.AmendFinalFare => new Amend(),
        SupplierAction.Progress => new ReportProgress(Progress.Assigned),
        SupplierAction.Close => new Close(RideOutcome.Completed, null),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown action"),
    };

    private bool Allows(SupplierAction action) => StatusGrid.AllowedIn(Status).Contains(action);

    private string ConfirmationNumberOr(string generated) => ConfirmationNumber.Length > 0 ? ConfirmationNumber : generated;

    private static Refusal BookingPending() =>
        Refusal.NotInThisState(Field.Status, "The booking is pending: accept it first.");

    private Refusal Ended() => Refusal.NotInThisState(Field.Reservation, Status switch
    {
        RD => "This booking was declined.",
        XA => "This reservation is cancelled.",
        RC => "This ride is over.",
        _ => throw UnexpectedStatus(),
    });

    /// <summary>The guard before it should have refused the command in this status: a defect.</summary>
    private InvalidOperationException UnexpectedStatus() => new($"Status {Status} isn't handled here");
}
