using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Reservations;

/// <content>The status machine: one method a command, guards first.</content>
public sealed partial class Reservation
{
    /// <summary>An event, a refusal, or "already so"; nothing changes here.</summary>
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
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No decision is written for this command"),
    };

    private Decision DecideAccept(Accept accept) => Status switch
    {
        RB => new BookingAccepted(accept.GivenNumber ?? accept.FreshNumber, accept.Feedback),
        CB => new ChangeAccepted(PendingChange!, accept.GivenNumber ?? (ConfirmationNumber.Length > 0 ? ConfirmationNumber : accept.FreshNumber), accept.Feedback),
        XB => new Cancelled(accept.GivenNumber ?? accept.FreshNumber, accept.Feedback, Service.CancellationFee),
        _ => NothingPending("accepted"),
    };

    private Decision DecideDecline(Decline decline) => Status switch
    {
        RB => new BookingDeclined(decline.Reason),
        CB => new ChangeDeclined(decline.Reason),
        XB => new CancellationDeclined(decline.Reason),
        _ => NothingPending("declined"),
    };

    /// <summary>Why no change is possible now, whatever is asked for.</summary>
    public Refusal? RefusesChange(DateTimeOffset now)
    {
        if (Status == XB)
            return Refusal.NotInThisState(Field.Reservation, "A cancellation of this reservation is pending. Wait for the supplier's decision.");
        if (Status.HasEnded)
            return Ended();
        return HasBegun(now)
            ? Refusal.Time(Field.Start, "The pickup time has passed or the passenger is on board: the ride can't be changed any more. Call the supplier.")
            : null;
    }

    private Decision DecideChange(Change change, DateTimeOffset now)
    {
        if (RefusesChange(now) is { } refusal)
            return refusal;
        if (change.Requested.AsksTheSameAs(Shown))
            return Decision.AlreadySo;
        if (Status == RB)
            return new BookingReplaced(change.Requested, change.Deadline);
        if (!change.AcceptAtOnce || Status == CB)
            return new ChangeRequested(change.Requested, change.Deadline);
        return new ChangeAccepted(change.Requested, ConfirmationNumber.Length > 0 ? ConfirmationNumber : change.FreshNumber, "");
    }

    private Decision DecideCancellation(RequestCancellation cancellation, DateTimeOffset now)
    {
        if (Status is XB or XA)
            return Decision.AlreadySo;
        if (Status.HasEnded)
            return Ended();
        if (HasBegun(now))
            return Refusal.NotInThisState(Field.Reservation, "The pickup time has passed or the passenger is on board: the ride can't be cancelled any more. Call the supplier.");
        if (Ride.Terms is { } terms && terms.ForbidsAt(now, Ride.Journey.Start))
            return Refusal.NotInThisState(Field.Reservation, $"The terms of this booking forbid a cancellation so late. {Ride.CancelPolicy} Call the supplier.");
        var fee = Ride.Terms?.FeeAt(now, Ride.Journey.Start, Ride.Fare.Rate);
        return cancellation.AcceptAtOnce ? new Cancelled(cancellation.FreshNumber, "", fee) : new CancellationRequested(fee, cancellation.Deadline);
    }

    private Decision DecideCancelBySupplier(CancelBySupplier cancel)
    {
        if (Status == XB)
            return Refusal.NotInThisState(Field.Status, "A cancellation is pending: accept it instead.");
        if (Status.HasEnded)
            return Ended();
        return Status == RB ? new BookingDeclined(cancel.Reason) : new Cancelled(cancel.FreshNumber, cancel.Reason, null);
    }

    private Decision DecideAmend(Amend amend)
    {
        var onlyFare = amend is { Driver: null, Vehicle: null, PickupInstructions: null };
        if (Status is RD or XA)
            return Ended();
        if (Status == RB)
            return Refusal.NotInThisState(Field.Status, "The booking waits for a decision: accept it first.");
        if (Status == RC && !onlyFare)
            return Refusal.NotInThisState(Field.Status, "The ride is closed: only its final fare can be amended.");
        if (amend.FinalFare is { } fare && fare.Rate.Currency != Ride.Fare.Currency)
            return Refusal.Request(Field.FinalFare, $"The fare's currency is {Ride.Fare.Currency}.");
        var service = With(Service, amend.Driver, amend.Vehicle) with
        {
            PickupInstructions = amend.PickupInstructions ?? Service.PickupInstructions,
            FinalFare = amend.FinalFare ?? Service.FinalFare,
        };
        return service == Service ? Decision.AlreadySo : new Amended(Status, service);
    }

    private Decision DecideProgress(ReportProgress progress)
    {
        if (Status.HasEnded)
            return Ended();
        if (Status == RB)
            return Refusal.NotInThisState(Field.Status, "The booking waits for a decision: accept it first.");
        var service = With(Service, progress.Driver, progress.Vehicle) with { Progress = progress.State };
        return service == Service ? Decision.AlreadySo : new Progressed(Status, service);
    }

    private Decision DecideClose(Close close, DateTimeOffset now)
    {
        if (Status.HasEnded)
            return Ended();
        if (Status.NeedsDecision)
            return Refusal.NotInThisState(Field.Status, "A decision is pending: accept or decline first.");
        if (now < Ride.Journey.Start)
            return Refusal.NotInThisState(Field.Status, "The ride hasn't begun: it can be closed after its pickup time.");
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
        // The deadline's choice was made when the request came; what the traveller reads is the decision alone.
        return Deadline!.Then == TimeoutChoice.Accept
            ? DecideAccept(new Accept(null, passed.FreshNumber, "")).Happened! with { Why = $"{Deadline.Missed} Accepted, as the vendor chose for this case." }
            : DecideDecline(new Decline(Deadline.Missed));
    }

    /// <summary>What cancelling now would cost the traveller, or why it isn't possible.</summary>
    public Outcome<Money> CancellationFeeAt(DateTimeOffset now) => DecideCancellation(new RequestCancellation(false, "", null), now) switch
    {
        { Refusal: { } refusal } => refusal,
        { Happened: CancellationRequested { Fee: { } fee } } => fee,
        _ => Service.CancellationFee ?? Money.Zero(Ride.Fare.Currency),
    };

    /// <summary>Too late for the traveller to change or cancel.</summary>
    private bool HasBegun(DateTimeOffset now) => now >= Ride.Journey.Start || Service.Progress >= Progress.OnBoard;

    private static RideService With(RideService service, string? driver, string? vehicle) =>
        service with { Driver = driver ?? service.Driver, Vehicle = vehicle ?? service.Vehicle };

    private static Refusal NothingPending(string verb) =>
        Refusal.NotInThisState(Field.Status, $"Nothing is pending that could be {verb}.");

    private Refusal Ended() => Refusal.NotInThisState(Field.Reservation, Status switch
    {
        RD => "This booking was declined.",
        XA => "This reservation is cancelled.",
        _ => "This ride is over.",
    });

    /// <summary>What the supplier can do with it now, in words.</summary>
    public string Allowed => Status switch
    {
        RB => "accept, decline, cancel",
        CB => "accept, decline, cancel, amend, progress",
        XB => "accept, decline, amend, progress",
        RD or XA => "nothing",
        RC => "amend the final fare",
        _ => "amend, progress, cancel, close after the pickup",
    };
}
