using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Tests.Reservations;

/// <summary>The deadline in force after each event.</summary>
public class DeadlineInForceTests
{
    private const TimeoutChoice Accepts = TimeoutChoice.Accept, Declines = TimeoutChoice.Decline;

    private static readonly TimePassed Clock = new("CLOCK001");

    private static readonly DateTimeOffset At = TestClock.Now.AddMinutes(30);

    [Theory]
    [InlineData(CB)]
    [InlineData(XB)]
    public void Amend_and_progress_keep_the_deadline(ReservationStatus status)
    {
        var reservation = TestReservations.Waiting(status, Deadline(Accepts));
        reservation.Do(new Amend { Driver = new Driver("driver 7") }, TestClock.Now.AddMinutes(10));
        reservation.Do(new ReportProgress(Progress.Assigned, null, new AssignedVehicle("L-204")), TestClock.Now.AddMinutes(20));
        Assert.Equal((Deadline(Accepts), At), (reservation.Deadline, reservation.DecideBefore));
    }

    [Theory]
    [InlineData(RB)]
    [InlineData(CB)]
    public void Replaced_request_has_its_own_deadline(ReservationStatus status)
    {
        var reservation = TestReservations.Waiting(status, Deadline(Accepts));
        var other = TestRides.Of(TestRides.Journey with { Passengers = 3 });
        var later = new DecisionDeadline(At.AddMinutes(20), Declines, 30);
        reservation.Do(new Change(other, false, "", later), TestClock.Now.AddMinutes(20));

        Assert.Equal((status, later, later.At), (reservation.Status, reservation.Deadline, reservation.DecideBefore));
        Assert.NotNull(reservation.Decide(Clock, At).Refusal);
        Assert.Equal(status == RB ? RD : CD, reservation.Do(Clock, later.At).To);
    }

    [Theory]
    [InlineData(RB)]
    [InlineData(CB)]
    public void Request_replaced_by_one_without_a_deadline_stays_pending_until_the_pickup(ReservationStatus status)
    {
        var reservation = TestReservations.Waiting(status, Deadline(Accepts));
        reservation.Do(new Change(TestRides.Of(TestRides.Journey with { Passengers = 3 }), false, ""), TestClock.Now);
        Assert.Equal((null, TestClock.Pickup), (reservation.Deadline, reservation.DecideBefore));
    }

    [Theory]
    [InlineData(RB)]
    [InlineData(CB)]
    [InlineData(XB)]
    public void Repeated_request_keeps_the_deadline(ReservationStatus status)
    {
        var reservation = TestReservations.Waiting(status, Deadline(Accepts));
        var later = new DecisionDeadline(At.AddMinutes(20), Declines, 30);
        ReservationCommand again = status == XB
            ? new RequestCancellation(false, "", later)
            : new Change(reservation.LatestRide with { }, false, "", later);
        Assert.Equal(Decision.NoChange, reservation.Decide(again, TestClock.Now.AddMinutes(20)));
    }

    [Theory]
    [InlineData(RB)]
    [InlineData(CB)]
    public void Cancellation_of_a_pending_request_has_its_own_deadline(ReservationStatus status)
    {
        var reservation = TestReservations.Waiting(status, Deadline(Declines));
        var later = new DecisionDeadline(At.AddMinutes(20), Accepts, 30);
        reservation.Do(new RequestCancellation(false, "", later), TestClock.Now.AddMinutes(20));
        Assert.Equal(later, reservation.Deadline);
        Assert.Equal(XA, reservation.Do(Clock, later.At).To);
    }

    [Theory]
    [InlineData(RB)]
    [InlineData(CB)]
    [InlineData(XB)]
    public void Decision_in_time_removes_the_deadline(ReservationStatus status)
    {
        foreach (var decision in new ReservationCommand[] { new Accept(null, "FRESH1", ""), new Decline("No car is free.") })
        {
            var reservation = TestReservations.Waiting(status, Deadline(Accepts));
            reservation.Do(decision, At.AddTicks(-1));
            Assert.Equal((null, null), (reservation.Deadline, reservation.DecideBefore));
            Assert.Equal(RefusalKind.NotInThisState, reservation.Decide(Clock, At).Refusal?.Kind);
        }
    }

    [Fact]
    public void Sale_accepted_at_once_has_no_deadline()
    {
        var reservation = Reservation.Sell(7, "connection", TestRides.Booked, true, "CONF1", TestClock.Now, Deadline(Declines)).Reservation;
        Assert.Equal((null, null), (reservation.Deadline, reservation.DecideBefore));
    }

    [Fact]
    public void Deadline_of_a_kind_of_request_has_the_vendors_choice_for_that_kind()
    {
        var decisions = new DecisionRules { DecideWithinMinutes = 30, OnTimeout = new TimeoutChoices(Declines, Accepts, Declines) };
        Assert.Equal(Deadline(Declines), decisions.DeadlineFor(choices => choices.Bookings, TestClock.Now));
        Assert.Equal(Deadline(Accepts), decisions.DeadlineFor(choices => choices.Changes, TestClock.Now));
        Assert.Null(new DecisionRules().DeadlineFor(choices => choices.Bookings, TestClock.Now));
    }

    private static DecisionDeadline Deadline(TimeoutChoice then) => new(At, then, 30);
}
