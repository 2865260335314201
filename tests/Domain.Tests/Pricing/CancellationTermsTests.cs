using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class CancellationTermsTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly CancellationTerms Terms = new(TestPlans.Cancellation);
    private static readonly Money Rate = Money.Round(42.50m, TestPlans.Usd);

    [Fact]
    public void Text_has_each_fee_and_its_deadline_in_local_time() =>
        Assert.Equal(
            "Cancellation, local time of the pickup: Free until 2012-02-18 09:00. 50 % of the rate (21.25 USD) until 2012-02-19 05:00. "
            + "The full rate (42.50 USD) until the pickup. No-show: the full rate (42.50 USD).",
            Terms.Text(TestClock.Pickup, NewYork, Rate));

    [Fact]
    public void Text_of_a_deadline_before_a_clock_change_has_the_local_time_before_it()
    {
        // Nine in the morning on the day of the change to summer time: 24 hours before is eight o'clock.
        var pickup = new DateTimeOffset(2012, 3, 11, 13, 0, 0, TimeSpan.Zero);
        Assert.Contains("Free until 2012-03-10 08:00.", Terms.Text(pickup, NewYork, Rate), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 15.0, "15.00 USD until")]
    [InlineData(null, 100.0, "The full rate (42.50 USD) until")]
    [InlineData(null, 0.0, "Free until")]
    [InlineData(12.5, null, "12.5 % of the rate (5.31 USD) until")]
    [InlineData(100.0, null, "The full rate (42.50 USD) until")]
    public void Text_of_a_fee_has_its_amount(double? percent, double? amount, string words)
    {
        var tier = new CancellationTier { HoursBefore = 1.5m, Percent = (decimal?)percent, Amount = (decimal?)amount };
        var policy = new CancellationPolicy { Tiers = [tier] };
        Assert.Equal(
            $"Cancellation, local time of the pickup: {words} 2012-02-19 07:30.",
            new CancellationTerms(policy).Text(TestClock.Pickup, NewYork, Rate));
    }

    [Fact]
    public void Text_of_a_policy_without_tiers_is_empty() =>
        Assert.Equal("", new CancellationTerms(new CancellationPolicy()).Text(TestClock.Pickup, NewYork, Rate));

    [Theory]
    [InlineData(-48 * 60, "0.00")]
    [InlineData(-24 * 60, "0.00")]
    [InlineData(-24 * 60 + 1, "21.25")]
    [InlineData(-4 * 60, "21.25")]
    [InlineData(-4 * 60 + 1, "42.50")]
    [InlineData(0, "42.50")]
    [InlineData(60, "42.50")]
    public void Fee_is_that_of_the_tier_in_force(int minutes, string fee) =>
        Assert.Equal(fee, Terms.FeeAt(TestClock.Pickup.AddMinutes(minutes), TestClock.Pickup, Rate).ToAmountText());

    [Fact]
    public void Fee_after_the_last_deadline_is_that_of_the_last_tier()
    {
        CancellationTier[] tiers = [new() { HoursBefore = 24, Amount = 10 }, new() { HoursBefore = 4, Amount = 20 }];
        var policy = new CancellationPolicy { Tiers = tiers };
        Assert.Equal("20.00", new CancellationTerms(policy).FeeAt(TestClock.BeforePickup, TestClock.Pickup, Rate).ToAmountText());
    }

    [Fact]
    public void Fee_does_not_depend_on_the_order_of_the_tiers() =>
        Prop.ForAll(
            Gen.Choose(-3000, 60).ToArbitrary(), Gen.Shuffle(TestPlans.Cancellation.Tiers.ToArray()).ToArbitrary(), (minutes, tiers) =>
        {
            var now = TestClock.Pickup.AddMinutes(minutes);
            var shuffled = new CancellationTerms(TestPlans.Cancellation with { Tiers = tiers });
            Assert.Equal(Terms.FeeAt(now, TestClock.Pickup, Rate), shuffled.FeeAt(now, TestClock.Pickup, Rate));
            Assert.Equal(Terms.Text(TestClock.Pickup, NewYork, Rate), shuffled.Text(TestClock.Pickup, NewYork, Rate));
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Fee_of_a_policy_without_tiers_is_zero()
    {
        var none = new CancellationTerms(new CancellationPolicy());
        Assert.True(none.FeeAt(TestClock.Now, TestClock.Pickup, Rate).IsZero);
        Assert.True(none.NoShowFee(Rate).IsZero);
    }

    [Fact]
    public void Fixed_fee_never_exceeds_the_fare()
    {
        var policy = new CancellationPolicy { NoShow = new CancellationFee { Amount = 60 } };
        Assert.Equal(Rate, new CancellationTerms(policy).NoShowFee(Rate));
    }

    [Theory]
    [InlineData(ServiceType.Hourly, "12", true)]
    [InlineData(ServiceType.ToAirport, "12", false)]
    [InlineData(ServiceType.Hourly, "13", false)]
    public void Policy_covers_the_service_types_and_vehicles_that_it_lists(ServiceType serviceType, string vehicleId, bool covers)
    {
        var policy = new CancellationPolicy { ServiceTypes = [ServiceType.Hourly], VehicleIds = ["12"] };
        Assert.Equal(covers, policy.Covers(serviceType, vehicleId));
        Assert.True(new CancellationPolicy().Covers(serviceType, vehicleId));
    }
}
