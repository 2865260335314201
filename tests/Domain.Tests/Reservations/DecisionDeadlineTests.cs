using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Tests.Reservations;

/// <summary>Half an hour to decide, two days before the pickup by default.</summary>
public class DecisionDeadlineTests
{
    private const TimeoutChoice Accepts = TimeoutChoice.Accept, Declines = TimeoutChoice.Decline;

    private const string Missed = "The supplier didn't decide within 30 minutes.";

    private const string Chosen = Missed + " Accepted, as the vendor chose for this case.";

    private static readonly TimePassed Clock = new("CLOCK001");

    private static readonly DateTimeOffset At = TestClock.Now.AddMinutes(30);

    [Theory]
    [InlineData(RB, Accepts, RA, Chosen, "")]
    [InlineData(RB, Declines, RD, Missed, Missed)]
    [InlineData(CB, Accepts, CA, Chosen, "")]
    [InlineData(CB, Declines, CD, Missed, Missed)]
    [InlineData(XB, Accepts, XA, Chosen, "")]
    [InlineData(XB, Declines, XD, Missed, Missed)]
    public void Time_passed_at_the_deadline_applies_the_vendors_choice(
        ReservationStatus from, TimeoutChoice then, ReservationStatus to, string why, string feedback)
    {
        var reservation = TestReservations.Waiting(from, Deadline(then));
        var (pending, force, confirmation) = (reservation.PendingChange, reservation.Ride, reservation.ConfirmationNumber);
        Assert.Equal(At, reservation.DecideBefore);

        var happened = reservation.Do(Clock, At);

        Assert.Equal((to, why), (happened.To, happened.Why));
        Assert.Equal((to, feedback), (reservation.Status, reservation.Service.Feedback));
        Assert.Equal(to == CA ? pending : force, reservation.Ride);
        Assert.Equal(to == RA ? "CLOCK001" : confirmation, reservation.ConfirmationNumber);
        Assert.Equal(to == XA ? "CLOCK001" : "", reservation.CancellationNumber);
        Assert.Equal((null, null), (reservation.Deadline, reservation.DecideBefore));
    }

    [Theory]
    [InlineData(RB, Accepts)]
    [InlineData(RB, Declines)]
    [InlineData(CB, Accepts)]
    [InlineData(CB, Declines)]
    [InlineData(XB, Accepts)]
    [InlineData(XB, Declines)]
    public void Time_passed_before_the_deadline_is_refused(ReservationStatus from, TimeoutChoice then)
    {
        var reservation = TestReservations.Waiting(from, Deadline(then));
        Assert.Equal(RefusalKind.NotInThisState, reservation.Decide(Clock, At.AddTicks(-1)).Refusal?.Kind);
        Assert.Equal(from, reservation.Status);
    }

    [Theory]
    [InlineData(RB, RD)]
    [InlineData(CB, CD)]
    [InlineData(XB, XD)]
    public void Time_passed_at_a_pickup_before_the_deadline_declines(ReservationStatus from, ReservationStatus to)
    {
        foreach (var at in new[] { TestClock.Pickup, TestClock.Pickup.AddTicks(1), TestClock.Pickup.AddHours(1) })
        {
            var reservation = TestReservations.Waiting(from, new DecisionDeadline(at, Accepts, 30));
            Assert.Equal(TestClock.Pickup, reservation.DecideBefore);
            Assert.NotNull(reservation.Decide(Clock, TestClock.BeforePickup).Refusal);
            var declined = reservation.Do(Clock, TestClock.Pickup);
            Assert.Equal((to, "The pickup time passed without a decision."), (declined.To, declined.Why));
        }
    }

    [Theory]
    [InlineData(RB, RD)]
    [InlineData(CB, CD)]
    [InlineData(XB, XD)]
    public void Time_passed_after_the_pickup_declines_whatever_the_choice(ReservationStatus from, ReservationStatus to) =>
        Assert.Equal(to, TestReservations.Waiting(from, Deadline(Accepts)).Do(Clock, TestClock.Pickup).To);

    [Fact]
    public void Time_passed_at_a_pickup_that_the_change_moves_before_the_deadline_declines()
    {
        var reservation = TestReservations.In(RA);
        var sooner = TestRides.Of(TestRides.Journey with { Start = At.AddMinutes(-5) });
        reservation.Do(new Change(sooner, false, "", Deadline(Accepts)), TestClock.Now);
        Assert.Equal(At.AddMinutes(-5), reservation.DecideBefore);
        Assert.Equal(CD, reservation.Do(Clock, At.AddMinutes(-5)).To);
    }

    [Fact]
    public void Cancellation_that_the_clock_accepts_costs_the_fee_of_its_request()
    {
        var reservation = TestReservations.In(RA);
        var asked = TestClock.Pickup.AddHours(-5);
        reservation.Do(new RequestCancellation(false, "", new DecisionDeadline(asked.AddHours(2), Accepts, 120)), asked);
        reservation.Do(Clock, asked.AddHours(2));
        Assert.Equal((XA, "21.25 USD"), (reservation.Status, reservation.Service.CancellationFee.ToString()));
    }

    private static DecisionDeadline Deadline(TimeoutChoice then) => new(At, then, 30);
}
