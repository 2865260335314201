using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Tests.Reservations;

public class ProviderFeedbackTests
{
    [Fact]
    public void Feedback_while_a_change_is_pending_has_the_confirmed_ride()
    {
        var reservation = TestReservations.Sold(TestRides.Of(TestRides.Journey with { Passengers = 2 }));
        reservation.Do(new Accept(null, TestReservations.ConfirmationNumber, "See you."), TestClock.Now);
        reservation.Do(
            new Change(TestRides.Of(TestRides.Journey with { Start = TestClock.Pickup.AddHours(2), Passengers = 3 }), false, ""),
            TestClock.Now);

        Assert.Equal(
            "The change is pending with the supplier. Confirmed until then: 2012-02-19 09:00 (local time) "
            + "from Alexandria 22314 to DCA airport, 2 passengers, 42.50 USD.",
            ProviderFeedback.Of(reservation));
    }

    [Fact]
    public void Feedback_after_a_replaced_change_still_has_the_confirmed_ride()
    {
        var reservation = TestReservations.In(CB);
        reservation.Do(new Change(TestRides.Of(TestRides.Journey with { Passengers = 3 }), true, ""), TestClock.Now);
        Assert.Contains("Confirmed until then: 2012-02-19 09:00 (local time)", ProviderFeedback.Of(reservation), StringComparison.Ordinal);
    }

    [Fact]
    public void Feedback_while_a_change_is_pending_ends_with_the_driver()
    {
        var reservation = TestReservations.In(CB);
        reservation.Do(
            new Amend
            {
                Driver = new Driver("driver 7", "703 555 0177"),
                Vehicle = new AssignedVehicle("L-204", "Lincoln", "Navigator", "black"),
                PickupInstructions = "At the corner.",
            },
            TestClock.Now);
        Assert.EndsWith(
            "42.50 USD. At the corner. Driver: driver 7, 703 555 0177. Vehicle: black Lincoln Navigator, plate L-204.",
            ProviderFeedback.Of(reservation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("driver 7", "", "", "", "", "", "Driver: driver 7.")]
    [InlineData("", "703 555 0177", "", "", "", "", "Driver: 703 555 0177.")]
    [InlineData("", "", "L-204", "", "", "", "Vehicle: plate L-204.")]
    [InlineData("", "", "", "Lincoln", "", "", "Vehicle: Lincoln.")]
    [InlineData("", "", "L-204", "", "Navigator", "black", "Vehicle: black Navigator, plate L-204.")]
    [InlineData("", "", "", "", "", "", "")]
    public void Feedback_has_what_is_known_of_driver_and_vehicle(
        string name, string phone, string plate, string make, string model, string colour, string words)
    {
        var reservation = TestReservations.In(RA);
        var assigned = new Amend { Driver = new Driver(name, phone), Vehicle = new AssignedVehicle(plate, make, model, colour) };
        if (reservation.Decide(assigned, TestClock.Now).Event is { } amended)
            reservation.Apply(amended, TestClock.Now);
        Assert.Equal(words, ProviderFeedback.Of(reservation));
    }

    [Theory]
    [InlineData(RB, "")]
    [InlineData(RA, "")]
    [InlineData(RD, "No car is free.")]
    [InlineData(CA, "")]
    [InlineData(CD, "No car is free.")]
    [InlineData(XD, "No car is free.")]
    [InlineData(RC, "Ride: completed.")]
    public void Feedback_without_a_pending_request_is_the_suppliers(ReservationStatus status, string words) =>
        Assert.Equal(words, ProviderFeedback.Of(TestReservations.In(status)));

    [Theory]
    [InlineData(Progress.Assigned, "Ride: driver assigned.")]
    [InlineData(Progress.OnTheWay, "Ride: driver on the way.")]
    [InlineData(Progress.Arrived, "Ride: driver has arrived.")]
    [InlineData(Progress.OnBoard, "Ride: passenger on board.")]
    [InlineData(Progress.Completed, "Ride: completed.")]
    [InlineData(Progress.NoShow, "Ride: no-show.")]
    public void Feedback_has_the_progress_in_words(Progress progress, string words)
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new ReportProgress(progress), TestClock.Now);
        Assert.Equal(words, ProviderFeedback.Of(reservation));
    }

    [Theory]
    [InlineData(-30, "")]
    [InlineData(-5, "Cancellation fee: 21.25 USD.")]
    public void Feedback_has_the_cancellation_fee_if_there_is_one(int hours, string words)
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new RequestCancellation(true, "FRESH1"), TestClock.Pickup.AddHours(hours));
        Assert.Equal(words, ProviderFeedback.Of(reservation));
    }

    [Fact]
    public void Feedback_of_the_supplier_is_removed_by_the_next_request()
    {
        var reservation = TestReservations.In(CD);
        reservation.Do(new RequestCancellation(false, ""), TestClock.Now);
        Assert.Equal("", ProviderFeedback.Of(reservation));
    }
}
