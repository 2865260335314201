using System.Reflection;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Reservations;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.TestKit;

/// <summary>Reservations in any status, brought there by the commands that bring them there in production.</summary>
public static class TestReservations
{
    public const long Id = 123456789;

    public const string Connection = "concur-demo";

    public const string ConfirmationNumber = "CONF1";

    public const string CancellationNumber = "CANCEL1";

    private static readonly Accept AcceptBooking = new(null, ConfirmationNumber, "");
    private static readonly Accept AcceptCancellation = new(null, CancellationNumber, "");
    private static readonly Decline Declined = new("No car is free.");
    private static readonly Change AskChange = new(TestRides.Changed, false, "");
    private static readonly RequestCancellation AskCancellation = new(false, "");

    private static readonly Dictionary<ReservationStatus, ReservationCommand[]> Paths = new()
    {
        [RB] = [],
        [RA] = [AcceptBooking],
        [RD] = [Declined],
        [CB] = [AcceptBooking, AskChange],
        [CA] = [AcceptBooking, AskChange, AcceptBooking],
        [CD] = [AcceptBooking, AskChange, Declined],
        [XB] = [AcceptBooking, AskCancellation],
        [XA] = [AcceptBooking, AskCancellation, AcceptCancellation],
        [XD] = [AcceptBooking, AskCancellation, Declined],
        [RC] = [AcceptBooking, new Close(RideOutcome.Completed, null)],
    };

    /// <summary>Sold and waiting for the supplier.</summary>
    public static Reservation Sold(Ride? ride = null, long id = Id) =>
        Reservation.Sell(id, Connection, ride ?? TestRides.Booked, false, "", TestClock.Now).Reservation;

    /// <summary>Chris Miller's ride in this status. Everything happened before the pickup, except the closing.</summary>
    public static Reservation In(ReservationStatus status, long id = Id)
    {
        var reservation = Sold(id: id);
        foreach (var command in Paths[status])
            reservation.Do(command, At(command));
        return reservation;
    }

    /// <summary>A request that has been waiting since now with this deadline: RB, CB or XB.</summary>
    public static Reservation Waiting(ReservationStatus status, DecisionDeadline deadline)
    {
        if (status == RB)
            return Reservation.Sell(Id, Connection, TestRides.Booked, false, "", TestClock.Now, deadline).Reservation;
        var reservation = In(RA);
        reservation.Do(status == CB ? AskChange with { Deadline = deadline } : AskCancellation with { Deadline = deadline }, TestClock.Now);
        return reservation;
    }

    /// <summary>The same with the passenger on board: after the last command, or before it if that one ended the ride.</summary>
    /// <exception cref="InvalidOperationException">A passenger can't be on board of a ride that was never accepted (RB, RD).</exception>
    public static Reservation OnBoardIn(ReservationStatus status)
    {
        var onBoard = new ReportProgress(Progress.OnBoard);
        // With the passenger on board a cancellation can't be requested: the supplier cancels.
        var path = status == XA ? [AcceptBooking, new CancelBySupplier("The car broke down.", CancellationNumber)] : Paths[status];
        var reservation = Sold();
        foreach (var command in status.HasEnded ? [.. path.SkipLast(1), onBoard, .. path.TakeLast(1)] : path.Append(onBoard))
            reservation.Do(command, At(command));
        return reservation;
    }

    /// <summary>Decides and applies.</summary>
    /// <exception cref="InvalidOperationException">The command was refused or had nothing to change, which the test doesn't
    /// expect.</exception>
    public static ReservationEvent Do(this Reservation reservation, ReservationCommand command, DateTimeOffset now)
    {
        var decision = reservation.Decide(command, now);
        var happened = decision.Event
            ?? throw new InvalidOperationException(
                $"{command.GetType().Name} in {reservation.Status}: {decision.Refusal?.Message ?? "already so"}");
        reservation.Apply(happened, now);
        return happened;
    }

    /// <summary>The complete state of a reservation, private fields included.</summary>
    public static IReadOnlyDictionary<string, object?> CompleteState(this Reservation reservation) =>
        typeof(Reservation).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .ToDictionary(field => field.Name, field => field.GetValue(reservation));

    private static DateTimeOffset At(ReservationCommand command) => command is Close ? TestClock.AfterPickup : TestClock.Now;
}
