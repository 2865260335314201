using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class ForbiddenCancellationTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly Money Rate = Money.Round(42.50m, TestPlans.Usd);

    private static readonly CancellationTier Free = new() { HoursBefore = 24, Percent = 0 };
    private static readonly CancellationTier Half = new() { HoursBefore = 6, Percent = 50 };
    private static readonly CancellationTier Never = new() { HoursBefore = 0, Forbidden = true };

    private static readonly CancellationPolicy Policy = new()
    {
        Tiers = [Free, Half, Never],
        NoShow = new CancellationFee { Percent = 100 }
    };
    private static readonly CancellationTerms Terms = new(Policy);

    [Theory]
    [InlineData(-48 * 3600, false)]
    [InlineData(-24 * 3600, false)]
    [InlineData(-6 * 3600 - 1, false)]
    [InlineData(-6 * 3600, false)]
    [InlineData(-6 * 3600 + 1, true)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(3600, true)]
    public void Forbids_after_the_next_higher_deadline(int seconds, bool forbidden) =>
        Assert.Equal(forbidden, Terms.ForbidsAt(TestClock.Pickup.AddSeconds(seconds), TestClock.Pickup));

    [Fact]
    public void Forbids_a_tick_after_the_deadline_whatever_the_order_of_the_tiers() =>
        Prop.ForAll(
            Gen.Choose(1, 1900).ToArbitrary(), Gen.Choose(-1, 1).ToArbitrary(), Gen.Shuffle(Enumerable.Range(0, 3).ToArray())
            .ToArbitrary(), (twentieths, ticks, order) =>
        {
            CancellationTier[] tiers = [Free with { HoursBefore = 100 }, Half with { HoursBefore = twentieths / 20m }, Never];
            var terms = new CancellationTerms(Policy with { Tiers = [.. order.Select(index => tiers[index])] });
            Assert.Equal(ticks > 0, terms.ForbidsAt(TestClock.Pickup.AddMinutes(-3 * twentieths).AddTicks(ticks), TestClock.Pickup));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));

    [Fact]
    public void Lowest_tier_that_ends_before_the_pickup_forbids_until_the_pickup()
    {
        var terms = new CancellationTerms(new CancellationPolicy { Tiers = [Free, Never with { HoursBefore = 2 }] });
        Assert.False(terms.ForbidsAt(TestClock.Pickup.AddHours(-24), TestClock.Pickup));
        Assert.All(
            [-24 * 60 + 1, -121, -120, -119, 0], minutes =>
            Assert.True(terms.ForbidsAt(TestClock.Pickup.AddMinutes(minutes), TestClock.Pickup)));
    }

    [Fact]
    public void Terms_without_a_forbidding_tier_never_forbid() =>
        Assert.All([-3000, -1440, -240, 0, 60], minutes =>
            Assert.False(new CancellationTerms(TestPlans.Cancellation).ForbidsAt(TestClock.Pickup.AddMinutes(minutes), TestClock.Pickup)));

    [Fact]
    public void Text_has_the_time_after_which_it_is_not_possible() =>
        Assert.Equal(
            "Cancellation, local time of the pickup: Free until 2012-02-18 09:00. 50 % of the rate (21.25 USD) until 2012-02-19 03:00. "
            + "Not possible after that. No-show: the full rate (42.50 USD).",
            Terms.Text(TestClock.Pickup, NewYork, Rate));

    [Fact]
    public void Text_of_terms_that_always_forbid_is_not_possible()
    {
        var terms = new CancellationTerms(new CancellationPolicy { Tiers = [Never] });
        Assert.Equal("Cancellation, local time of the pickup: Not possible.", terms.Text(TestClock.Pickup, NewYork, Rate));
        Assert.True(terms.ForbidsAt(TestClock.Now, TestClock.Pickup));
    }

    [Theory]
    [InlineData(-6 * 60, "21.25")]
    [InlineData(-6 * 60 + 1, null)]
    public void Cancellation_that_the_terms_forbid_is_refused_with_the_terms(int minutes, string? fee)
    {
        var (reservation, now) = (Accepted(), TestClock.Pickup.AddMinutes(minutes));
        var decision = reservation.Decide(new RequestCancellation(true, "FRESH1"), now);
        var preview = reservation.CancellationFeeAt(now);

        Assert.Equal(fee, (decision.Event as Cancelled)?.Fee?.ToAmountText());
        Assert.Equal(fee, preview.IsRefused ? null : preview.Value.ToAmountText());
        Assert.Equal(fee is null ? RefusalKind.NotInThisState : null, decision.Refusal?.Kind);
        Assert.Equal(decision.Refusal, preview.Refusal);
        if (fee is null)
            Assert.Contains("Not possible after that.", decision.Refusal?.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_by_the_supplier_is_never_forbidden() =>
        Assert.IsType<Cancelled>(Accepted().Decide(new CancelBySupplier("The car broke down.", "FRESH1"), TestClock.BeforePickup).Event);

    [Fact]
    public void Cancellation_pending_at_the_deadline_can_still_be_accepted()
    {
        var reservation = Accepted();
        reservation.Do(new RequestCancellation(false, ""), TestClock.Pickup.AddHours(-6));
        reservation.Do(new Accept(null, "FRESH1", ""), TestClock.BeforePickup);
        Assert.Equal((ReservationStatus.XA, "21.25 USD"), (reservation.Status, reservation.Service.CancellationFee.ToString()));
    }

    private static Reservation Accepted()
    {
        var reservation = TestReservations.Sold(TestRides.Booked with { Terms = Terms });
        reservation.Do(new Accept(null, "CONF1", ""), TestClock.Now);
        return reservation;
    }
}
