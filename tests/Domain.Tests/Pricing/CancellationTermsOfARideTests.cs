using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

/// <summary>The policy that applies to a ride, and fees in hours.</summary>
public class CancellationTermsOfARideTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static readonly FleetVehicle Van = TestPlans.Sedan with { VehicleId = "20", Type = VehicleType.Van };

    // Each percentage identifies its policy.
    private static readonly Dictionary<string, CancellationPolicy> Policies = new()
    {
        ["all"] = Policy(10),
        ["hourly"] = Policy(20) with { ServiceTypes = [ServiceType.Hourly] },
        ["sedan"] = Policy(30) with { VehicleIds = ["12"] },
        ["sedan hourly"] = Policy(40) with { VehicleIds = ["12"], ServiceTypes = [ServiceType.Hourly] },
        ["others"] = Policy(50) with { ServiceTypes = [ServiceType.ToAirport, ServiceType.PointToPoint] },
        ["van"] = Policy(60) with { VehicleIds = ["20"] },
    };

    [Theory]
    [InlineData("all, hourly, sedan, sedan hourly", "12", true, 40)]
    [InlineData("all, hourly, sedan, sedan hourly", "12", false, 30)]
    [InlineData("all, hourly, sedan, sedan hourly", "20", true, 20)]
    [InlineData("all, hourly, sedan, sedan hourly", "20", false, 10)]
    [InlineData("all, hourly, sedan", "12", true, 30)]
    [InlineData("all, hourly", "12", true, 20)]
    [InlineData("all, hourly, others", "12", false, 50)]
    [InlineData("all, hourly, others, sedan", "12", false, 30)]
    [InlineData("sedan, van", "20", false, 60)]
    [InlineData("sedan", "20", false, null)]
    [InlineData("hourly", "12", false, null)]
    [InlineData("sedan hourly", "12", false, null)]
    [InlineData("sedan hourly", "20", true, null)]
    public void Most_specific_policy_applies_whatever_the_order(string named, string vehicle, bool hourly, int? percent)
    {
        var policies = named.Split(", ").Select(name => Policies[name]).ToList();
        Assert.Equal(percent, Terms(policies, vehicle, hourly)?.Policy.NoShow?.Percent);
        Assert.Equal(percent, Terms([.. policies.AsEnumerable().Reverse()], vehicle, hourly)?.Policy.NoShow?.Percent);
    }

    // Three hours cost 150.00 and 5.00 service, 1.00 fuel, 3.75 % of 155.00 = 5.81: 161.81.
    [Theory]
    [InlineData("1", "53.94", "53.94 USD")]
    [InlineData("1.5", "80.91", "80.91 USD")]
    [InlineData("2.99", "161.27", "161.27 USD")]
    [InlineData("3", "161.81", "the full rate (161.81 USD)")]
    [InlineData("8", "161.81", "the full rate (161.81 USD)")]
    [InlineData("0", "0.00", "free")]
    public void Fee_in_hours_of_an_hourly_ride_is_the_fare_of_that_many_hours(string hours, string fee, string words)
    {
        var offer = new RideFinder(WithFee(InHours(hours))).Price(TestRides.HourlyJourney, "6", TestClock.Now).Value;
        AssertFee(offer, fee, words);
    }

    // The charged hours count, not the requested ones: two hours at least, then each started half hour.
    [Theory]
    [InlineData(null, "109.94", "54.97")]
    [InlineData(60, "109.94", "54.97")]
    [InlineData(121, "135.88", "54.35")]
    public void Fee_of_an_hour_is_its_share_of_the_charged_hours(int? minutes, string rate, string fee)
    {
        var journey = TestRides.HourlyJourney with { End = minutes is { } some ? TestClock.Pickup.AddMinutes(some) : null };
        var offer = new RideFinder(WithFee(InHours("1"))).Price(journey, "6", TestClock.Now).Value;
        Assert.Equal(rate, offer.Fare.Rate.ToAmountText());
        AssertFee(offer, fee, $"{fee} USD");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0.1")]
    [InlineData("24")]
    public void Fee_in_hours_of_a_ride_that_is_not_hourly_is_the_whole_fare(string hours)
    {
        var flat = new RideFinder(WithFee(InHours(hours))).Price(TestRides.Journey, "5", TestClock.Now).Value;
        AssertFee(flat, "42.50", "the full rate (42.50 USD)");

        var estimated = new EstimatedRate { Id = "5", VehicleId = "12", From = "OLDTOWN", To = "DCA", Base = 35, Minutes = 60 };
        var priced = new RideFinder(WithFee(InHours(hours)) with { Rates = [estimated] }).Price(TestRides.Journey, "5", TestClock.Now);
        AssertFee(priced.Value, "42.50", "the full rate (42.50 USD)");
    }

    [Fact]
    public void Fee_that_is_not_in_hours_is_unchanged()
    {
        var offer = new RideFinder(TestPlans.Demo with { Cancellation = [TestPlans.Cancellation] })
            .Price(TestRides.HourlyJourney, "6", TestClock.Now).Value;
        var policy = CancellationTerms.Of(offer)!.Policy;
        Assert.Equal(TestPlans.Cancellation.Tiers, policy.Tiers);
        Assert.Equal(TestPlans.Cancellation.NoShow, policy.NoShow);
    }

    private static void AssertFee(PlanOffer offer, string fee, string words)
    {
        var (terms, rate) = (CancellationTerms.Of(offer)!, offer.Fare.Rate);
        Assert.Equal(fee, terms.FeeAt(TestClock.BeforePickup, TestClock.Pickup, rate).ToAmountText());
        Assert.Equal(fee, terms.NoShowFee(rate).ToAmountText());
        Assert.True(terms.FeeAt(TestClock.Pickup.AddHours(-24), TestClock.Pickup, rate).IsZero);
        Assert.Equal(
            "Cancellation, local time of the pickup: Free until 2012-02-18 09:00. "
            + $"{char.ToUpperInvariant(words[0])}{words[1..]} until the pickup. No-show: {words}.",
            terms.Text(TestClock.Pickup, NewYork, rate));
    }

    private static CancellationFee InHours(string hours) =>
        new() { Hours = decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture) };

    /// <summary>Free until a day before the pickup, then the fee.</summary>
    private static RatePlan WithFee(CancellationFee fee) => TestPlans.Demo with
    {
        Cancellation =
        [
            new CancellationPolicy
            {
                Tiers = [new CancellationTier { HoursBefore = 24, Percent = 0 },
                    new CancellationTier { HoursBefore = 0, Hours = fee.Hours }],
                NoShow = fee,
            },
        ],
    };

    private static CancellationPolicy Policy(decimal percent) => new() { NoShow = new CancellationFee { Percent = percent } };

    private static CancellationTerms? Terms(IReadOnlyList<CancellationPolicy> policies, string vehicle, bool hourly)
    {
        var plan = TestPlans.Demo with
        {
            Fleet = [TestPlans.Sedan, Van],
            Rates = [TestPlans.Flat, TestPlans.Hourly, TestPlans.Flat with { Id = "8", VehicleId = "20" },
                TestPlans.Hourly with { Id = "9", VehicleId = "20" }],
            Cancellation = policies,
        };
        var offers = new RideFinder(plan).Find(hourly ? TestRides.HourlyJourney : TestRides.Journey, VehicleType.Any, TestClock.Now).Value;
        return CancellationTerms.Of(offers.Single(offer => offer.Vehicle.VehicleId == vehicle));
    }
}
