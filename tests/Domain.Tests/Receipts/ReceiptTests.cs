using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Receipts;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Receipts;

/// <summary>What a receipt says of a ride.</summary>
public class ReceiptTests
{
    private static readonly ReceiptSettings Issuer = new() { Enabled = true, LegalName = "Old Town Limousines Inc." };

    [Fact]
    public void Times_are_in_the_zone_of_their_own_place()
    {
        var ride = TestRides.Booked with { DropoffTimeZone = "America/Chicago" };

        var receipt = Of(Completed(ride), RideTimes.Unknown);

        Assert.Equal((TimeSpan.FromHours(-5), ride.Journey.Start), (receipt.Start.Offset, receipt.Start));
        Assert.Equal((TimeSpan.FromHours(-6), ride.Ends), (receipt.End.Offset, receipt.End));
        Assert.Equal((TimeSpan.FromHours(-6), TestClock.AfterPickup), (receipt.At.Offset, receipt.At));
    }

    [Fact]
    public void Time_is_the_end_of_the_ride_however_late_the_receipt_is_written()
    {
        var closed = TestClock.AfterPickup.AddDays(-1);

        Assert.Equal(closed, Of(Completed(), RideTimes.Unknown with { Ended = closed }).At);
    }

    [Fact]
    public void Tax_that_changes_alone_is_something_to_receipt()
    {
        var amounts = new ReceiptAmounts([new ReceiptLine("Fare", Usd(40))], Usd(2));

        Assert.True(amounts.Beyond(Usd(42), Usd(2)).AreZero);
        Assert.Equal((false, true), amounts.Beyond(Usd(42), Usd(1)) is var beyond ? (beyond.AreZero, beyond.Total.IsZero) : default);
    }

    [Theory]
    [InlineData("2012-03-11T06:59:00Z", -5)]
    [InlineData("2012-03-11T07:00:00Z", -4)]
    [InlineData("2012-11-04T05:59:00Z", -4)]
    [InlineData("2012-11-04T06:00:00Z", -5)]
    public void Offset_is_the_one_of_that_moment(string end, int hours)
    {
        var at = DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture);
        var ride = TestRides.Booked with { Journey = TestRides.Journey with { Start = at.AddMinutes(-30) }, Ends = at };

        var receipt = Of(Completed(ride), RideTimes.Unknown);

        Assert.Equal(TimeSpan.FromHours(hours), receipt.End.Offset);
        Assert.Equal(TimeSpan.FromMinutes(30), receipt.End - receipt.Start);
    }

    [Fact]
    public void Drop_off_outside_every_zone_has_the_pickups_time() =>
        Assert.Equal("America/New_York", TestRides.Of(TestRides.HourlyJourney, TestPlans.HourlyRateId).TimeZoneAtDropoff.Id);

    [Fact]
    public void Drop_off_without_a_time_zone_has_the_pickups() =>
        Assert.Equal("America/New_York", (TestRides.Booked with { DropoffTimeZone = "" }).TimeZoneAtDropoff.Id);

    [Theory]
    [InlineData(4, 29)]
    [InlineData(20, 20)]
    public void Reported_times_replace_the_booked_ones(int boardedMinutes, int leftMinutes)
    {
        var (boarded, left) = (TestClock.Pickup.AddMinutes(boardedMinutes), TestClock.Pickup.AddMinutes(leftMinutes));

        var receipt = Of(Completed(), new RideTimes(boarded, left));

        Assert.Equal((boarded, left), (receipt.Start, receipt.End));
    }

    [Theory]
    [InlineData(60, null, 60, 75)]
    [InlineData(null, -30, -45, -30)]
    [InlineData(40, 20, 40, 55)]
    public void Ride_that_would_end_before_it_began_has_its_booked_length(int? boarded, int? left, int start, int end)
    {
        var receipt = Of(Completed(), new RideTimes(At(boarded), At(left)));

        Assert.Equal((At(start), At(end)), (receipt.Start, receipt.End));

        static DateTimeOffset? At(int? minutes) => minutes is { } some ? TestClock.Pickup.AddMinutes(some) : null;
    }

    [Fact]
    public void Reference_is_the_version_and_the_collection_the_reservation()
    {
        var reservation = Completed();

        var receipt = Of(reservation, RideTimes.Unknown);

        Assert.Equal(($"{TestReservations.Id}-{reservation.Version}", $"{TestReservations.Id}"),
            (receipt.Reference, receipt.CollectionReference));
    }

    [Fact]
    public void Driver_is_known_by_a_number_of_its_own()
    {
        var reservation = TestReservations.In(ReservationStatus.RA);
        reservation.Do(new Amend { Driver = new Driver("J. Doe", "703 555 0142", "DFE154") }, TestClock.Now);
        reservation.Do(new Close(RideOutcome.Completed, null), TestClock.AfterPickup);

        Assert.Equal("DFE154", Of(reservation, RideTimes.Unknown).DriverNumber);
        Assert.DoesNotContain("DFE154", ProviderFeedback.Of(reservation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Receipt_of_a_fee_has_the_booked_times_and_no_driver(bool cancelled)
    {
        var reservation = TestReservations.In(ReservationStatus.RA);
        reservation.Do(new Amend { Driver = new Driver("J. Doe", "703 555 0142", "DFE154") }, TestClock.Now);
        if (cancelled)
            reservation.Do(new RequestCancellation(true, "CANCEL1"), TestClock.Pickup.AddHours(-5));
        else
            reservation.Do(new Close(RideOutcome.NoShow, null), TestClock.AfterPickup);

        var receipt = Of(reservation, new RideTimes(TestClock.Pickup.AddMinutes(4), TestClock.Pickup.AddMinutes(29)));

        Assert.Equal((TestClock.Pickup, TestRides.Booked.Ends, ""), (receipt.Start, receipt.End, receipt.DriverNumber));
    }

    [Fact]
    public void Drivers_number_alone_isnt_told_to_Concur()
    {
        var reservation = TestReservations.In(ReservationStatus.RA);
        reservation.Do(new Amend { Driver = new Driver("J. Doe") }, TestClock.Now);

        var amended = reservation.Do(new Amend { Driver = new Driver("J. Doe", "", "7") }, TestClock.Now);

        Assert.False(amended.NotifiesConcur);
    }

    [Fact]
    public void Cancellation_fee_is_one_line_and_none_is_nothing()
    {
        var charged = TestReservations.In(ReservationStatus.RA);
        charged.Do(new RequestCancellation(true, "CANCEL1"), TestClock.Pickup.AddHours(-5));
        var free = TestReservations.In(ReservationStatus.XA);

        var line = Assert.Single(ReceiptAmounts.Of(charged).Lines);
        Assert.Equal(("Cancellation fee", charged.Service.CancellationFee), (line.Description, line.Amount));
        Assert.False(line.Amount.IsZero);
        Assert.True(ReceiptAmounts.Of(free).Total.IsZero);
    }

    [Fact]
    public void No_show_costs_what_the_terms_say()
    {
        var reservation = TestReservations.In(ReservationStatus.RA);
        reservation.Do(new Close(RideOutcome.NoShow, null), TestClock.AfterPickup);

        Assert.Equal(reservation.Ride.Fare.Rate, ReceiptAmounts.Of(reservation).Total);
        Assert.Equal("No-show fee", Assert.Single(ReceiptAmounts.Of(reservation).Lines).Description);
    }

    [Fact]
    public void Ride_without_a_final_fare_costs_what_was_booked()
    {
        var amounts = ReceiptAmounts.Of(Completed());

        Assert.Equal(
            [new ReceiptLine("Fare", Usd(35)), new ReceiptLine("Service charge", Usd(5)), new ReceiptLine("Surcharge", Usd(1))],
            amounts.Lines);
        Assert.Equal((Usd(1.50m), Usd(42.50m)), (amounts.Tax, amounts.Total));
    }

    [Fact]
    public void Extra_is_a_line_by_its_description_or_else_by_its_kind()
    {
        var reservation = TestReservations.In(ReservationStatus.RA);
        var fare = new FinalFare(Usd(40), Usd(0), Usd(0), Usd(2))
        {
            Extras = [new ExtraCharge(ExtraKind.Toll, Usd(3), "Dulles Toll Road"), new ExtraCharge(ExtraKind.Tip, Usd(6))],
        };
        reservation.Do(new Close(RideOutcome.Completed, fare), TestClock.AfterPickup);

        Assert.Equal(
            [new ReceiptLine("Fare", Usd(40)), new ReceiptLine("Dulles Toll Road", Usd(3)), new ReceiptLine("Tip", Usd(6))],
            ReceiptAmounts.Of(reservation).Lines);
    }

    [Fact]
    public void Nothing_is_charged_before_the_end() =>
        Assert.True(ReceiptAmounts.Of(TestReservations.In(ReservationStatus.RA)).Total.IsZero);

    [Fact]
    public void Final_fares_with_equal_extras_are_equal()
    {
        static FinalFare Fare(string tip) => new(Usd(40), Usd(5), Usd(1), Usd(2))
        {
            Extras = [new ExtraCharge(ExtraKind.Tip, Usd(6), tip)],
        };

        Assert.Equal(Fare("a"), Fare("a"));
        Assert.NotEqual(Fare("a"), Fare("b"));
        Assert.Equal(Usd(54), Fare("a").Rate);
        Assert.Equal(Usd(7), Fare("a").AllSurCharges);
    }

    private static Money Usd(decimal amount) => Money.Round(amount, TestPlans.Usd);

    private static Reservation Completed(Ride? ride = null)
    {
        var reservation = TestReservations.Sold(ride);
        reservation.Do(new Accept(null, "CONF1", ""), TestClock.Now);
        reservation.Do(new Close(RideOutcome.Completed, null), reservation.Ride.Journey.Start.AddMinutes(1));
        return reservation;
    }

    private static Receipt Of(Reservation reservation, RideTimes reported) =>
        Receipt.Of(reservation, ReceiptAmounts.Of(reservation), Issuer, reported, TestClock.AfterPickup);
}
