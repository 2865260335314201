using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class RateTests
{
    [Theory]
    [InlineData("A", "B", true, true)]
    [InlineData("B", "A", false, true)]
    [InlineData("A", "A", false, false)]
    [InlineData("B", "B", false, false)]
    [InlineData("A", "C", false, false)]
    [InlineData("C", "B", false, false)]
    [InlineData("B", "C", false, false)]
    [InlineData("C", "A", false, false)]
    public void Connects_its_zones_in_one_or_both_directions(string from, string to, bool oneWay, bool bothWays)
    {
        var rate = TestPlans.Flat with { From = "A", To = "B" };
        Assert.Equal(oneWay, (rate with { BothWays = false }).Connects(from, to));
        Assert.Equal(bothWays, (rate with { BothWays = true }).Connects(from, to));
    }

    [Theory]
    [InlineData(null, 25)]
    [InlineData(42, 42)]
    public void End_of_an_estimated_ride_is_the_requested_one_else_by_the_rates_duration(int? asked, int minutes)
    {
        var rate = new EstimatedRate { Id = "7", VehicleId = "12", From = "A", To = "B", Minutes = 25 };
        var journey = TestRides.Journey with { End = asked is { } some ? TestClock.Pickup.AddMinutes(some) : null };
        Assert.Equal(TestClock.Pickup.AddMinutes(minutes), FareCalculator.EndOf(rate, journey));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(42, 42)]
    public void End_of_a_ride_on_request_is_the_requested_one_else_its_start(int? asked, int minutes)
    {
        var rate = new OnRequestRate { Id = "8", VehicleId = "12", From = "A", To = "B", Text = "Call us." };
        var journey = TestRides.Journey with { End = asked is { } some ? TestClock.Pickup.AddMinutes(some) : null };
        Assert.Equal(TestClock.Pickup.AddMinutes(minutes), FareCalculator.EndOf(rate, journey));
    }

    [Fact]
    public void Hourly_rate_charges_one_hour_at_least_and_each_started_hour_by_default()
    {
        var rate = new HourlyRate { Id = "6", VehicleId = "12", Zone = "A", PerHour = 50 };
        DateTimeOffset End(int minutes) =>
            FareCalculator.EndOf(rate, TestRides.HourlyJourney with { End = TestClock.Pickup.AddMinutes(minutes) });
        Assert.Equal((TestClock.Pickup.AddHours(1), TestClock.Pickup.AddHours(2)), (End(10), End(61)));
    }
}
