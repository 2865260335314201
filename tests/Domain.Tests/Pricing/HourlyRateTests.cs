using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class HourlyRateTests
{
    [Theory]
    [InlineData(null, 120, "100.00")]
    [InlineData(1, 120, "100.00")]
    [InlineData(120, 120, "100.00")]
    [InlineData(121, 150, "125.00")]
    [InlineData(150, 150, "125.00")]
    [InlineData(151, 180, "150.00")]
    [InlineData(600, 600, "500.00")]
    public void Minimum_is_two_hours_then_each_started_half_hour(int? minutes, int charged, string basePrice)
    {
        var (fare, ends) = Price(TestPlans.Hourly, minutes);
        Assert.Equal((RateType.Hourly, 2m, basePrice), (fare.Type, fare.MinHours, fare.BasePrice.ToAmountText()));
        Assert.Equal(TestClock.Pickup.AddMinutes(charged), ends);
    }

    [Fact]
    public void Seconds_start_an_increment()
    {
        var journey = TestRides.HourlyJourney with { End = TestClock.Pickup.AddHours(3).AddSeconds(1) };
        Assert.Equal("175.00", TestRides.Of(journey, TestPlans.HourlyRateId).Fare.BasePrice.ToAmountText());
    }

    [Fact]
    public void Any_duration_at_any_price_is_exact_to_the_cent_and_the_minute()
    {
        var rates =
            from cents in Gen.Choose(1, 30_000)
            from increment in Gen.Elements(1, 2, 5, 6, 10, 12, 15, 20, 30, 60)
            from halfHours in Gen.Choose(0, 8)
            select TestPlans.Hourly with { PerHour = cents / 100m, IncrementMinutes = increment, MinimumHours = halfHours / 2m };

        Prop.ForAll(rates.ToArbitrary(), Gen.Choose(1, 3000).ToArbitrary(), (rate, minutes) =>
        {
            var steps = (minutes + rate.IncrementMinutes - 1) / rate.IncrementMinutes;
            var charged = Math.Max(steps * rate.IncrementMinutes, (int)(rate.MinimumHours * 60));
            var cents = ((long)(rate.PerHour * 100) * charged + 30) / 60;

            var (fare, ends) = Price(rate, minutes);

            Assert.Equal(cents, fare.BasePrice.MinorUnits);
            Assert.Equal(TestClock.Pickup.AddMinutes(charged), ends);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithQuietOnSuccess(true));
    }

    private static (Fare Fare, DateTimeOffset Ends) Price(HourlyRate rate, int? minutes)
    {
        var journey = TestRides.HourlyJourney with { End = minutes is { } some ? TestClock.Pickup.AddMinutes(some) : null };
        var ride = TestRides.Of(TestPlans.Demo with { Rates = [rate] }, journey, rate.Id);
        return (ride.Fare, ride.Ends);
    }
}
