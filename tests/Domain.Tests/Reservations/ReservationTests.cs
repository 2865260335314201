using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Tests.Reservations;

/// <summary>What the status grid doesn't show: numbers, holds, fees, texts.</summary>
public class ReservationTests
{
    private static readonly Driver Seven = new("driver 7", "703 555 0177");

    [Theory]
    [InlineData(false, RB, "")]
    [InlineData(true, RA, "CONF1")]
    public void Sell_is_pending_or_accepted_at_once(bool atOnce, ReservationStatus status, string number)
    {
        var (reservation, sold) = Reservation.Sell(7, "connection", TestRides.Booked, atOnce, "CONF1", TestClock.Now);

        Assert.Equal(new Sold(status, number), sold);
        Assert.Equal(
            (status, number, "", 1),
            (reservation.Status, reservation.ConfirmationNumber, reservation.CancellationNumber, reservation.Version));
        Assert.Equal((7L, "connection", "LML"), (reservation.Id, reservation.DirectConnectId, reservation.VendorCode));
        Assert.Equal((TestClock.Now, TestClock.Now), (reservation.SoldAt, reservation.ChangedAt));
        Assert.Same(TestRides.Booked, reservation.Ride);
    }

    [Fact]
    public void Apply_of_an_unknown_event_throws_and_changes_nothing()
    {
        var reservation = TestReservations.In(RB);
        var before = reservation.CompleteState();

        Assert.Throws<ArgumentOutOfRangeException>(() => reservation.Apply(new Unknown(), TestClock.Now));

        Assert.Equal(before, reservation.CompleteState());
    }

    [Fact]
    public void Accept_of_a_booking_with_a_supplied_number_uses_it()
    {
        var reservation = TestReservations.In(RB);
        reservation.Do(new Accept("MINE1", "FRESH1", "Welcome."), TestClock.Now);
        Assert.Equal(("MINE1", "Welcome."), (reservation.ConfirmationNumber, reservation.Service.Feedback));
    }

    [Theory]
    [InlineData(null, TestReservations.ConfirmationNumber)]
    [InlineData("MINE1", "MINE1")]
    public void Accept_of_a_change_keeps_the_number_unless_another_is_supplied(string? given, string number)
    {
        var reservation = TestReservations.In(CB);
        reservation.Do(new Accept(given, "FRESH1", ""), TestClock.Now);
        Assert.Equal(number, reservation.ConfirmationNumber);
    }

    [Fact]
    public void Accept_of_a_cancellation_with_a_supplied_number_uses_it_and_keeps_the_confirmation_number()
    {
        var reservation = TestReservations.In(XB);
        reservation.Do(new Accept("MINE1", "FRESH1", ""), TestClock.Now);
        Assert.Equal((TestReservations.ConfirmationNumber, "MINE1"), (reservation.ConfirmationNumber, reservation.CancellationNumber));
    }

    [Fact]
    public void Change_of_a_ride_that_was_never_confirmed_gets_its_first_number()
    {
        // Cancelled while the booking was pending, and the cancellation was declined: confirmed without a number.
        var reservation = TestReservations.Sold();
        reservation.Do(new RequestCancellation(false, ""), TestClock.Now);
        reservation.Do(new Decline("It has left already."), TestClock.Now);
        Assert.Equal((XD, ""), (reservation.Status, reservation.ConfirmationNumber));

        reservation.Do(new Change(TestRides.Changed, true, "FRESH1"), TestClock.Now);
        Assert.Equal("FRESH1", reservation.ConfirmationNumber);
    }

    [Fact]
    public void Change_while_another_is_pending_replaces_it_and_keeps_the_ride_in_force()
    {
        var reservation = TestReservations.In(CB);
        var other = TestRides.Of(TestRides.Journey with { Passengers = 3 });
        reservation.Do(new Change(other, false, ""), TestClock.Now);
        Assert.Equal((TestRides.Booked, other, other), (reservation.Ride, reservation.PendingChange, reservation.LatestRide));
    }

    [Fact]
    public void Change_back_to_the_ride_in_force_while_another_is_pending_is_a_change()
    {
        var reservation = TestReservations.In(CB);
        Assert.IsType<ChangeRequested>(reservation.Decide(new Change(TestRides.Booked, false, ""), TestClock.Now).Event);
    }

    [Fact]
    public void Change_that_was_declined_can_be_requested_again()
    {
        var reservation = TestReservations.In(CD);
        Assert.IsType<ChangeRequested>(reservation.Decide(new Change(TestRides.Changed, false, ""), TestClock.Now).Event);
    }

    public static TheoryData<string> WhatATravellerAsksFor() => [.. Variations.Keys];

    [Theory]
    [MemberData(nameof(WhatATravellerAsksFor))]
    public void Change_of_one_thing_only_is_a_change(string thing)
    {
        var reservation = TestReservations.In(RA);
        Assert.IsType<ChangeRequested>(reservation.Decide(new Change(Variations[thing](TestRides.Booked), false, ""), TestClock.Now).Event);
    }

    private static readonly Dictionary<string, Func<Ride, Ride>> Variations = new()
    {
        ["time"] = ride => ride with { Journey = ride.Journey with { Start = ride.Journey.Start.AddMinutes(1) } },
        ["pickup"] = ride => ride with { Journey = ride.Journey with { Pickup = TestRides.Station } },
        ["notes at the drop-off"] = ride =>
            ride with { Journey = ride.Journey with { Dropoff = TestRides.Airport with { Notes = "Gate B" } } },
        ["flight"] = ride => ride with { Journey = ride.Journey with { Dropoff = new AirportStop("DCA", new Flight("UA", "332", null)) } },
        ["passenger"] = ride => ride with { Passenger = ride.Passenger with { CellPhone = "5550000000" } },
        ["specialRequests"] = ride => ride with { SpecialRequests = ride.SpecialRequests with { DropoffInstructions = "" } },
        ["language"] = ride => ride with { Language = "fr" },
        ["payment"] = ride => ride with { Payment = TestRides.Card with { LastFour = "2222" } },
        ["accounting"] = ride => ride with { Accounting = ride.Accounting with { Field5 = "x" } },
        ["booker"] = ride => ride with { Booker = ride.Booker with { Phone = "" } },
    };

    [Fact]
    public void Change_that_differs_only_in_price_is_no_change()
    {
        var reservation = TestReservations.In(RA);
        var same = TestRides.Booked with { PlanVersion = 2, Fare = TestRides.Booked.Fare with { Tax = Money.Zero(TestPlans.Usd) } };
        Assert.Equal(Decision.NoChange, reservation.Decide(new Change(same, false, ""), TestClock.Now));
    }

    [Theory]
    [InlineData(RB, 1)]
    [InlineData(RA, 1)]
    [InlineData(RD, 0)]
    [InlineData(CB, 2)]
    [InlineData(CA, 1)]
    [InlineData(CD, 1)]
    [InlineData(XB, 1)]
    [InlineData(XA, 0)]
    [InlineData(XD, 1)]
    [InlineData(RC, 0)]
    public void Holds_are_those_of_the_ride_in_force_and_the_pending_change(ReservationStatus status, int count)
    {
        var reservation = TestReservations.In(status);
        Hold[] both = [TestRides.Booked.Hold!.Value, TestRides.Changed.Hold!.Value];
        Assert.Equal(status == CA ? [TestRides.Changed.Hold!.Value] : both[..count], reservation.Holds);
    }

    [Fact]
    public void Holds_of_a_change_in_the_same_slot_are_one()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new Change(TestRides.Booked with { Language = "fr" }, false, ""), TestClock.Now);
        Assert.Equal([TestRides.Booked.Hold!.Value], reservation.Holds);
    }

    [Fact]
    public void Cancellation_of_a_ride_with_a_pending_change_drops_the_change()
    {
        var reservation = TestReservations.In(CB);
        reservation.Do(new RequestCancellation(false, ""), TestClock.Now);
        reservation.Do(new Decline("Not any more."), TestClock.Now);
        Assert.Equal((XD, TestRides.Booked, null), (reservation.Status, reservation.LatestRide, reservation.PendingChange));
    }

    [Theory]
    [InlineData(RB)]
    [InlineData(XB)]
    public void DecideBefore_is_the_pickup_while_a_request_is_pending(ReservationStatus status) =>
        Assert.Equal(TestClock.Pickup, TestReservations.In(status).DecideBefore);

    [Theory]
    [InlineData(-1, -1)]
    [InlineData(+1, 0)]
    public void DecideBefore_is_the_earlier_pickup_while_a_change_is_pending(int changeHours, int deadlineHours)
    {
        var reservation = TestReservations.In(RA);
        var moved = TestRides.Of(TestRides.Journey with { Start = TestClock.Pickup.AddHours(changeHours) });
        reservation.Do(new Change(moved, false, ""), TestClock.Now);
        var deadline = TestClock.Pickup.AddHours(deadlineHours);

        Assert.Equal(deadline, reservation.DecideBefore);
        Assert.Equal(RefusalKind.NotInThisState, reservation.Decide(new TimePassed("CLOCK001"), deadline.AddTicks(-1)).Refusal?.Kind);
        Assert.IsType<ChangeDeclined>(reservation.Decide(new TimePassed("CLOCK001"), deadline).Event);
    }

    [Fact]
    public void DecideBefore_is_null_without_a_pending_request() =>
        Assert.All([RA, RD, CA, CD, XA, XD, RC], status => Assert.Null(TestReservations.In(status).DecideBefore));

    [Fact]
    public void Cancellation_fee_is_by_the_terms_at_the_time_of_the_request()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new RequestCancellation(false, ""), TestClock.Pickup.AddHours(-5));
        var half = Money.Round(21.25m, TestPlans.Usd);
        Assert.Equal(half, reservation.Service.CancellationFee);

        reservation.Do(new Accept(null, "FRESH1", ""), TestClock.Pickup.AddHours(-1));
        Assert.Equal(half, reservation.Service.CancellationFee);
    }

    [Fact]
    public void Cancellation_fee_of_a_declined_request_is_dropped()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new RequestCancellation(false, ""), TestClock.Pickup.AddHours(-5));
        reservation.Do(new Decline("The driver is there."), TestClock.Now);
        Assert.Null(reservation.Service.CancellationFee);
    }

    [Fact]
    public void Cancel_by_the_supplier_has_no_fee_and_keeps_the_reason()
    {
        var reservation = TestReservations.In(RA);
        var happened = reservation.Do(new CancelBySupplier("The car broke down.", "FRESH1"), TestClock.BeforePickup);
        Assert.Equal(new Cancelled("FRESH1", "The car broke down.", null), happened);
        Assert.Equal("The car broke down.", reservation.Service.Feedback);
    }

    [Fact]
    public void Amend_and_progress_keep_the_fields_that_they_do_not_set()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(
            new Amend { Driver = Seven, Vehicle = new AssignedVehicle("L-204"), PickupInstructions = "At the corner." }, TestClock.Now);
        reservation.Do(new ReportProgress(Progress.Assigned, Seven with { Name = "driver 8" }), TestClock.Now);
        reservation.Do(new Amend { FinalFare = Fare("USD") }, TestClock.Now);

        Assert.Equal(
            new RideService
            {
                Driver = Seven with { Name = "driver 8" },
                Vehicle = new AssignedVehicle("L-204"),
                PickupInstructions = "At the corner.",
                Progress = Progress.Assigned,
                FinalFare = Fare("USD")
            },
            reservation.Service);
    }

    [Fact]
    public void Progress_with_a_vehicle_sets_it()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new Amend { Vehicle = new AssignedVehicle("L-204") }, TestClock.Now);
        reservation.Do(new ReportProgress(Progress.OnTheWay, null, new AssignedVehicle("L-205")), TestClock.Now);
        Assert.Equal(new AssignedVehicle("L-205"), reservation.Service.Vehicle);
    }

    [Theory]
    [InlineData(RD)]
    [InlineData(XA)]
    [InlineData(RC)]
    public void Refusal_after_the_end_is_about_the_reservation(ReservationStatus status)
    {
        ReservationCommand[] commands =
        [
            new CancelBySupplier("The car broke down.", "FRESH1"), new ReportProgress(Progress.Arrived),
            new Close(RideOutcome.Completed, null),
        ];
        Assert.All(commands, command =>
            Assert.Equal(Field.Reservation, TestReservations.In(status).Decide(command, TestClock.AfterPickup).Refusal?.Field));
    }

    [Fact]
    public void Refusal_because_a_request_is_pending_is_about_the_status()
    {
        static Field? Refused(ReservationStatus status, ReservationCommand command) =>
            TestReservations.In(status).Decide(command, TestClock.AfterPickup).Refusal?.Field;

        Assert.Equal(Field.Status, Refused(XB, new CancelBySupplier("The car broke down.", "FRESH1")));
        Assert.Equal(Field.Status, Refused(RB, new ReportProgress(Progress.Arrived)));
        Assert.All([RB, CB, XB], status => Assert.Equal(Field.Status, Refused(status, new Close(RideOutcome.Completed, null))));
    }

    [Theory]
    [InlineData(RA, true, true)]
    [InlineData(RC, true, false)]
    public void Amend_of_the_fare_and_the_driver_is_refused_after_closing(ReservationStatus status, bool fareAlone, bool both)
    {
        var reservation = TestReservations.In(status);
        Assert.Equal(fareAlone, reservation.Decide(new Amend { FinalFare = Fare("USD") }, TestClock.AfterPickup).Event is Amended);
        Assert.Equal(
            both, reservation.Decide(new Amend { Driver = Seven, FinalFare = Fare("USD") }, TestClock.AfterPickup).Event is Amended);
    }

    [Fact]
    public void Final_fare_in_another_currency_is_refused()
    {
        var reservation = TestReservations.In(RA);
        Assert.Equal(RefusalKind.Request, reservation.Decide(new Amend { FinalFare = Fare("EUR") }, TestClock.Now).Refusal?.Kind);
        Assert.Equal(
            RefusalKind.Request, reservation.Decide(new Close(RideOutcome.Completed, Fare("EUR")), TestClock.AfterPickup).Refusal?.Kind);
    }

    [Theory]
    [InlineData(RideOutcome.Completed, Progress.Completed)]
    [InlineData(RideOutcome.NoShow, Progress.NoShow)]
    public void Close_sets_outcome_and_final_fare(RideOutcome outcome, Progress progress)
    {
        var reservation = TestReservations.In(RA);
        Assert.Equal(TestRides.Booked.Fare.Rate, reservation.Charged);

        reservation.Do(new Close(outcome, Fare("USD")), TestClock.AfterPickup);

        Assert.Equal((outcome, progress), (reservation.Service.Outcome, reservation.Service.Progress));
        Assert.Equal(Money.Round(46.69m, TestPlans.Usd), reservation.Charged);
    }

    [Fact]
    public void Close_without_a_fare_keeps_the_one_that_was_amended()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new Amend { FinalFare = Fare("USD") }, TestClock.Now);
        reservation.Do(new Close(RideOutcome.Completed, null), TestClock.AfterPickup);
        Assert.Equal(Fare("USD"), reservation.Service.FinalFare);
    }

    [Fact]
    public void Close_with_a_fare_replaces_the_one_that_was_amended()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new Amend { FinalFare = Fare("USD") with { Tax = Money.Zero(TestPlans.Usd) } }, TestClock.Now);
        reservation.Do(new Close(RideOutcome.Completed, Fare("USD")), TestClock.AfterPickup);
        Assert.Equal(Fare("USD"), reservation.Service.FinalFare);
    }

    [Fact]
    public void Amend_without_a_fare_keeps_the_one_that_was_amended()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new Amend { FinalFare = Fare("USD") }, TestClock.Now);
        reservation.Do(new Amend { Driver = Seven }, TestClock.Now);
        Assert.Equal((Seven, Fare("USD")), (reservation.Service.Driver, reservation.Service.FinalFare));
    }

    [Fact]
    public void Amend_with_null_removes_the_final_fare()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new Amend { FinalFare = Fare("USD") }, TestClock.Now);
        reservation.Do(new Amend { FinalFare = new(null) }, TestClock.Now);
        Assert.Equal((null, TestRides.Booked.Fare.Rate), (reservation.Service.FinalFare, reservation.Charged));
    }

    [Fact]
    public void Own_number_of_the_supplier_need_not_be_sent_to_Concur()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new Amend { ExternalReference = "job 1" }, TestClock.Now);
        Assert.Equal(("job 1", 3, 2), (reservation.Service.ExternalReference, reservation.Version, reservation.NotifyVersion));
        reservation.Do(new Amend { ExternalReference = "job 2", Driver = Seven }, TestClock.Now);
        Assert.Equal(("job 2", 4, 4), (reservation.Service.ExternalReference, reservation.Version, reservation.NotifyVersion));
    }

    [Theory]
    [InlineData(RB)]
    [InlineData(CB)]
    [InlineData(XB)]
    public void Accept_sets_the_suppliers_own_number_or_keeps_it(ReservationStatus status)
    {
        var (first, second) = (TestReservations.In(status), TestReservations.In(status));
        first.Do(new Accept(null, "FRESH1", "") { ExternalReference = "job 1" }, TestClock.Now);
        Assert.Equal("job 1", first.Service.ExternalReference);
        if (status != RB)
            second.Do(new Amend { ExternalReference = "job 0" }, TestClock.Now);
        second.Do(new Accept(null, "FRESH1", ""), TestClock.Now);
        Assert.Equal(status == RB ? "" : "job 0", second.Service.ExternalReference);
    }

    [Fact]
    public void Progress_that_is_reported_twice_is_no_change()
    {
        var reservation = TestReservations.In(RA);
        var progress = new ReportProgress(Progress.Assigned, Seven);
        reservation.Do(progress, TestClock.Now);
        Assert.Equal(Decision.NoChange, reservation.Decide(progress, TestClock.Now));
    }

    [Fact]
    public void Progress_alone_need_not_be_sent_to_Concur()
    {
        var reservation = TestReservations.In(RA);
        Assert.Equal((2, 2), (reservation.Version, reservation.NotifyVersion));
        reservation.Do(new ReportProgress(Progress.Assigned), TestClock.Now);
        Assert.Equal((3, 2), (reservation.Version, reservation.NotifyVersion));
        reservation.Do(new Amend { Driver = Seven }, TestClock.Now);
        Assert.Equal((4, 4), (reservation.Version, reservation.NotifyVersion));
    }

    [Theory]
    [InlineData(-30, "0.00 USD")]
    [InlineData(-5, "21.25 USD")]
    public void Cancellation_fee_at_a_time_is_by_the_terms_at_that_time(int hours, string fee)
    {
        var reservation = TestReservations.In(RA);
        var state = reservation.CompleteState();
        Assert.Equal(fee, reservation.CancellationFeeAt(TestClock.Pickup.AddHours(hours)).Value.ToString());
        Assert.Equal(state, reservation.CompleteState());
    }

    [Fact]
    public void Cancellation_fee_at_a_time_without_terms_is_zero()
    {
        var reservation = TestReservations.Sold(TestRides.Booked with { Terms = null });
        Assert.Equal(Money.Zero(TestPlans.Usd), reservation.CancellationFeeAt(TestClock.BeforePickup).Value);
    }

    [Fact]
    public void Cancellation_fee_at_a_time_while_a_cancellation_is_pending_is_that_of_the_request()
    {
        var reservation = TestReservations.In(RA);
        reservation.Do(new RequestCancellation(false, ""), TestClock.Pickup.AddHours(-30));
        Assert.Equal(Money.Zero(TestPlans.Usd), reservation.CancellationFeeAt(TestClock.Pickup.AddHours(-5)).Value);
        reservation.Do(new Decline("The driver is there."), TestClock.Pickup.AddHours(-5));
        reservation.Do(new RequestCancellation(false, ""), TestClock.Pickup.AddHours(-5));
        Assert.Equal("21.25 USD", reservation.CancellationFeeAt(TestClock.Pickup.AddHours(-4)).Value.ToString());
    }

    [Theory]
    [InlineData(RD)]
    [InlineData(RC)]
    [InlineData(RA)]
    public void Cancellation_fee_at_a_time_when_it_cannot_be_cancelled_is_refused(ReservationStatus status) =>
        Assert.Equal(RefusalKind.NotInThisState, TestReservations.In(status).CancellationFeeAt(TestClock.Pickup).Refusal?.Kind);

    [Fact]
    public void Acknowledge_of_a_decision_that_no_person_made_names_who_has_seen_it()
    {
        var reservation = TestReservations.In(RA);
        var version = reservation.Version;
        reservation.MarkUnseen(TestClock.Now);

        reservation.Acknowledge("dispatcher", TestClock.Now.AddHours(1));

        Assert.Equal(
            (null, "dispatcher", TestClock.Now.AddHours(1)),
            (reservation.UnseenSince, reservation.AcknowledgedBy, reservation.AcknowledgedAt));
        Assert.Equal(version, reservation.Version);
    }

    [Fact]
    public void Acknowledge_without_such_a_decision_or_again_changes_nothing()
    {
        var (never, before) = (TestReservations.In(RA), TestReservations.In(RA));
        var unchanged = never.CompleteState();
        never.Acknowledge("dispatcher", TestClock.Now);
        Assert.Equal(unchanged, never.CompleteState());

        before.MarkUnseen(TestClock.Now);
        before.Acknowledge("dispatcher", TestClock.Now);
        before.Acknowledge("late", TestClock.Now.AddHours(1));
        Assert.Equal(("dispatcher", TestClock.Now), (before.AcknowledgedBy, before.AcknowledgedAt));
    }

    [Theory]
    [InlineData(RideOutcome.Completed, "completed")]
    [InlineData(RideOutcome.NoShow, "noShow")]
    public void Close_event_has_the_outcome_as_its_reason(RideOutcome outcome, string reason) =>
        Assert.Equal(reason, TestReservations.In(RA).Do(new Close(outcome, null), TestClock.AfterPickup).Why);

    private static FinalFare Fare(string code)
    {
        var currency = Currency.Of(code);
        return new(Money.Round(40, currency), Money.Round(5, currency), Money.Zero(currency), Money.Round(1.69m, currency));
    }

    private sealed record Unknown() : ReservationEvent(RA);
}
