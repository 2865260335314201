using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Tests.Reservations;

/// <summary>Which events decide on a request: those that no person made are listed until somebody has seen them.</summary>
public class ReservationEventTests
{
    [Theory]
    [InlineData(RB)]
    [InlineData(CB)]
    [InlineData(XB)]
    public void Accepted_and_declined_requests_are_decisions(ReservationStatus status) =>
        Assert.All(
            new ReservationCommand[] { new Accept(null, "FRESH1", ""), new Decline("No car is free.") },
            command => Assert.True(IsDecision(status, command)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Request_is_a_decision_only_if_it_is_accepted_at_once(bool atOnce)
    {
        var sold = Reservation.Sell(7, "connection", TestRides.Booked, atOnce, "CONF1", TestClock.Now).Sold;

        Assert.Equal(atOnce, sold.IsDecision);
        Assert.Equal(atOnce, IsDecision(RA, new Change(TestRides.Changed, atOnce, "FRESH1")));
        Assert.Equal(atOnce, IsDecision(RA, new RequestCancellation(atOnce, "FRESH1")));
    }

    [Fact]
    public void Replaced_booking_and_the_suppliers_work_are_no_decisions()
    {
        Assert.False(IsDecision(RB, new Change(TestRides.Changed, true, "FRESH1")));
        Assert.False(IsDecision(RA, new Amend { PickupInstructions = "At the corner." }));
        Assert.False(IsDecision(RA, new ReportProgress(Progress.Assigned)));
        Assert.False(TestReservations.In(RA).Do(new Close(RideOutcome.Completed, null), TestClock.AfterPickup).IsDecision);
    }

    private static bool IsDecision(ReservationStatus status, ReservationCommand command) =>
        TestReservations.In(status).Do(command, TestClock.Now).IsDecision;
}
