using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

/// <summary>The reasons that a supplier reads when a search returns another price than expected, or none.</summary>
public class ExplainTests
{
    private static readonly Journey Back = TestRides.Journey with
    {
        ServiceType = ServiceType.FromAirport,
        Pickup = TestRides.Airport,
        Dropoff = TestRides.MadisonStreet,
    };

    [Fact]
    public void Explain_of_an_invalid_journey_repeats_what_is_wrong_with_it()
    {
        var journey = TestRides.Journey with { Passengers = 0 };
        var rule = Explain(TestPlans.Demo, journey).Rules[0];
        Assert.Equal(("journey", false, journey.Check()?.Message.ToString()), (rule.Rule, rule.Passes, rule.Why.ToString()));
    }

    [Fact]
    public void Explain_names_the_blackout_that_prevents_the_ride()
    {
        var blackout = new Blackout(new DateTime(2012, 2, 19, 8, 0, 0), new DateTime(2012, 2, 20, 6, 0, 0));
        var plan = TestPlans.Demo with { Rules = new BookingRules { Blackouts = [blackout] } };
        Assert.Equal("No rides from 2012-02-19 08:00 to 2012-02-20 06:00 local time.", Blackouts(plan));
        Assert.Equal("No blackout at 2012-02-19 09:00 local time.", Blackouts(TestPlans.Demo));

        static string Blackouts(RatePlan plan) =>
            Explain(plan, TestRides.Journey).Rules.Single(rule => rule.Rule == "blackouts").Why.ToString();
    }

    [Fact]
    public void Explain_of_a_ride_on_request_shows_it_with_the_rates_text_in_place_of_a_price()
    {
        var onRequest = new OnRequestRate { Id = "n", VehicleId = "12", From = "OLDTOWN", To = "DCA", Text = "Call us." };
        var vehicle = Vehicle(TestPlans.Demo with { Rates = [onRequest] }, TestRides.Journey);
        Assert.Equal("Shown, but priced on request.", vehicle.Why.ToString());
        var line = Assert.Single(vehicle.Lines);
        Assert.Equal(("base", "Call us.", true), (line.Part, line.Why, line.InRate));
    }

    [Fact]
    public void Explain_of_a_priced_ride_calls_it_offered() =>
        Assert.Equal("Offered.", Vehicle(TestPlans.Demo, TestRides.Journey).Why.ToString());

    [Fact]
    public void Explain_at_exactly_a_vehicles_lead_time_calls_it_offered()
    {
        var plan = TestPlans.Demo with { Rules = new BookingRules { LeadTimes = [new LeadTime(12) { VehicleIds = ["12"] }] } };
        var explained = new RideFinder(plan).Explain(TestRides.Journey, VehicleType.Any, TestClock.Pickup.AddHours(-12));
        Assert.Equal("Offered.", Assert.Single(explained.Vehicles).Why.ToString());
    }

    [Theory]
    [InlineData(false, "It is from OLDTOWN to UNION, the ride from OLDTOWN to DCA.")]
    [InlineData(true, "It is from OLDTOWN to UNION and back, the ride from OLDTOWN to DCA.")]
    public void Explain_of_a_rate_between_other_zones_names_both_routes(bool bothWays, string why)
    {
        var elsewhere = TestPlans.Flat with { Id = "7", To = "UNION", BothWays = bothWays };
        Assert.Equal(why, Rate(TestPlans.Demo with { Rates = [TestPlans.Flat, elsewhere] }, TestRides.Journey, "7"));
    }

    [Fact]
    public void Explain_of_a_flat_rate_for_an_hourly_ride_says_that_the_ride_is_hourly() =>
        Assert.Equal("An hourly ride was requested.",
            Rate(TestPlans.Demo, TestRides.HourlyJourney with { Dropoff = TestRides.Airport }, TestPlans.FlatRateId));

    [Fact]
    public void Explain_of_an_hourly_rate_from_another_zone_names_both_zones() =>
        Assert.Equal("Its zone is OLDTOWN, the pickup's is DCA.", Rate(TestPlans.Demo, Back, TestPlans.HourlyRateId));

    [Fact]
    public void Explain_of_a_rate_of_lower_precedence_names_the_rate_that_has_it() =>
        Assert.Equal("It applies, but rate 5 has precedence.", Rate(TestPlans.Demo, TestRides.Journey, TestPlans.HourlyRateId));

    [Fact]
    public void Explain_of_a_base_price_mentions_a_discount_only_if_a_code_was_sent()
    {
        var plan = TestPlans.Demo with { Discounts = [new Discount { CorporateId = "ACME", Percent = 10 }] };
        Assert.Equal("flat", Base(null));
        Assert.Equal("flat; no discount applies to this code on this day", Base(new DiscountCode("GLOBEX", "", "")));
        Assert.Equal("flat, 35.00 USD without discount; discount ACME 10 %", Base(new DiscountCode("ACME", "", "")));

        string Base(DiscountCode? code) => Vehicle(plan, TestRides.Journey with { Discount = code }).Lines[0].Why;
    }

    private static Explanation Explain(RatePlan plan, Journey journey) =>
        new RideFinder(plan).Explain(journey, VehicleType.Any, TestClock.Now);

    private static VehicleExplained Vehicle(RatePlan plan, Journey journey) => Assert.Single(Explain(plan, journey).Vehicles);

    private static string Rate(RatePlan plan, Journey journey, string id) =>
        Vehicle(plan, journey).Rates.Single(rate => rate.RateId == id).Why;
}
