using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class RideFinderTests
{
    private static readonly FleetVehicle Van = new()
    {
        VehicleId = "20",
        Type = VehicleType.Van,
        ClassOfService = ClassOfService.High,
        Description = "This is a Van.",
        MaxPassengers = 9,
        Count = 2,
    };

    private static readonly FlatRate VanRate = TestPlans.Flat with { Id = "9", VehicleId = "20", Price = 80m };

    private static readonly RatePlan WithVan = TestPlans.Demo with
    {
        Fleet = [TestPlans.Sedan, Van],
        Rates = [.. TestPlans.Demo.Rates, VanRate],
    };

    [Fact]
    public void Find_of_concurs_example_offers_the_sedan_for_42_50()
    {
        var offer = Assert.Single(Find(TestPlans.Demo, TestRides.Journey).Value);
        Assert.Equal(("12", "5", "42.50 USD"), (offer.Vehicle.VehicleId, offer.Rate.Id, offer.Fare.Rate.ToString()));
        Assert.Equal("Present your card to the driver.", offer.Disclaimer());
        Assert.Equal(TestClock.Pickup.AddMinutes(15), offer.Ends);
    }

    [Fact]
    public void Find_in_the_other_direction_of_a_two_way_rate_costs_the_same() =>
        Assert.Equal("42.50 USD", Assert.Single(Find(TestPlans.Demo, Back).Value).Fare.Rate.ToString());

    [Fact]
    public void Find_in_the_other_direction_of_a_one_way_rate_is_unavailable()
    {
        var refusal = Find(TestPlans.Demo with { Rates = [TestPlans.Flat with { BothWays = false }] }, Back).Refusal;
        Assert.Equal(
            (RefusalKind.Unavailable,
                "No rate from DCA airport to Alexandria 22314 for 1 passengers. Choose another dropoff or vehicleType."),
            (refusal?.Kind, refusal?.Message.ToString()));
    }

    [Fact]
    public void Find_from_a_zone_without_an_hourly_rate_uses_the_flat_rate() =>
        Assert.Equal(RateType.Flat, Assert.Single(Find(TestPlans.Demo, Back).Value).Fare.Type);

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(9, false)]
    public void Find_for_more_passengers_than_a_sedan_seats_is_unavailable(int passengers, bool found)
    {
        var outcome = Find(TestPlans.Demo, TestRides.Journey with { Passengers = passengers }, VehicleType.Sedan);
        Assert.Equal(found, !outcome.IsRefused);
        Assert.Equal(found ? null : (RefusalKind?)RefusalKind.Unavailable, outcome.Refusal?.Kind);
        Assert.Equal(found ? null : "passengers", outcome.Refusal?.Field.Name);
    }

    [Theory]
    [InlineData(VehicleType.Any, ClassOfService.Normal, 1, "12 20")]
    [InlineData(VehicleType.Sedan, ClassOfService.Normal, 1, "12")]
    [InlineData(VehicleType.Van, ClassOfService.Normal, 1, "20")]
    [InlineData(VehicleType.Any, ClassOfService.High, 1, "20")]
    [InlineData(VehicleType.Any, ClassOfService.Normal, 9, "20")]
    [InlineData(VehicleType.Sedan, ClassOfService.High, 1, "vehicleType")]
    [InlineData(VehicleType.Limo, ClassOfService.Normal, 1, "vehicleType")]
    [InlineData(VehicleType.Any, ClassOfService.Highest, 1, "vehicleType")]
    [InlineData(VehicleType.Any, ClassOfService.Normal, 10, "passengers")]
    public void Find_offers_what_fits_cheapest_first(
        VehicleType wanted, ClassOfService classOfService, int passengers, string vehiclesOrField)
    {
        var outcome = Find(WithVan, TestRides.Journey with { ClassOfService = classOfService, Passengers = passengers }, wanted);
        Assert.Equal(
            vehiclesOrField,
            outcome.Match(offers => string.Join(' ', offers.Select(offer => offer.Vehicle.VehicleId)), refusal => refusal.Field.Name));
    }

    [Theory]
    [InlineData(VehicleType.Any, ClassOfService.Highest, 1, "No vehicle of class")]
    [InlineData(VehicleType.Limo, ClassOfService.Normal, 1, "No limo of class")]
    [InlineData(VehicleType.Any, ClassOfService.Normal, 10, "No vehicle seats more than 9")]
    [InlineData(VehicleType.Sedan, ClassOfService.Normal, 4, "No sedan seats more than 3")]
    public void Find_without_a_fitting_vehicle_names_the_kind_that_was_asked_for(
        VehicleType wanted, ClassOfService classOfService, int passengers, string words)
    {
        var journey = TestRides.Journey with { ClassOfService = classOfService, Passengers = passengers };
        Assert.StartsWith(words, Find(WithVan, journey, wanted).Refusal?.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_offers_the_cheaper_vehicle_first_whatever_the_plans_order()
    {
        var plan = WithVan with { Rates = [TestPlans.Flat, VanRate with { Price = 20 }] };
        Assert.Equal(["20", "12"], Find(plan, TestRides.Journey).Value.Select(offer => offer.Vehicle.VehicleId));
    }

    [Fact]
    public void Find_offers_vehicles_of_the_same_price_by_their_id_and_those_on_request_last()
    {
        var (one, other) = (TestPlans.Sedan with { VehicleId = "B" }, TestPlans.Sedan with { VehicleId = "A" });
        var onRequest = new OnRequestRate { Id = "n", VehicleId = "0", From = "OLDTOWN", To = "DCA", Text = "Call us." };
        var plan = TestPlans.Demo with
        {
            Fleet = [TestPlans.Sedan with { VehicleId = "0" }, one, other],
            Rates = [onRequest, TestPlans.Flat with { Id = "b", VehicleId = "B" }, TestPlans.Flat with { Id = "a", VehicleId = "A" }],
        };
        Assert.Equal(["A", "B", "0"], Find(plan, TestRides.Journey).Value.Select(offer => offer.Vehicle.VehicleId));
    }

    [Theory]
    [InlineData(-1, "future leadTime")]
    [InlineData(0, "future leadTime")]
    [InlineData(1, "leadTime")]
    [InlineData(2 * 3600 - 1, "leadTime")]
    [InlineData(2 * 3600, "")]
    [InlineData(30 * 86400, "")]
    [InlineData(30 * 86400 + 1, "bookingWindow")]
    public void Explain_has_the_rules_of_time_that_fail(int seconds, string refused)
    {
        var plan = TestPlans.Demo with { Rules = new BookingRules { LeadTimeHours = 2, BookingWindowDays = 30 } };
        var explained = new RideFinder(plan).Explain(TestRides.Journey, VehicleType.Any, TestClock.Pickup.AddSeconds(-seconds));
        Assert.Equal(refused, string.Join(' ', explained.Rules.Where(rule => !rule.Passes).Select(rule => rule.Rule)));
        Assert.Equal(refused.Length > 0, explained.Refusal is not null);
    }

    [Fact]
    public void Explain_gives_the_zones_and_the_local_time_of_the_pickup()
    {
        var explained = new RideFinder(TestPlans.Demo).Explain(TestRides.Journey, VehicleType.Any, TestClock.Now);
        Assert.Equal(("OLDTOWN", "DCA"), (explained.Pickup.Zone, explained.Dropoff.Zone));
        Assert.Equal(new DateTime(2012, 2, 19, 9, 0, 0), explained.LocalPickup);

        var elsewhere = TestRides.Journey with { Pickup = new AirportStop("JFK") };
        var nowhere = new RideFinder(TestPlans.Demo).Explain(elsewhere, VehicleType.Any, TestClock.Now);
        Assert.Equal((null, null), (nowhere.Pickup.Zone, nowhere.LocalPickup));
        Assert.Equal(RefusalKind.Unavailable, nowhere.Refusal?.Kind);
    }

    [Fact]
    public void Find_uses_flat_then_estimated_then_hourly_then_on_request_whatever_their_order()
    {
        var estimated = new EstimatedRate { Id = "e", VehicleId = "12", From = "OLDTOWN", To = "DCA", Base = 1, Minutes = 5 };
        var onRequest = new OnRequestRate { Id = "n", VehicleId = "12", From = "OLDTOWN", To = "DCA", Text = "Call us." };
        Rate[] best = [TestPlans.Flat, estimated, TestPlans.Hourly, onRequest];
        for (var better = 0; better < best.Length; better++)
        {
            Prop.ForAll(Gen.Shuffle(best[better..]).ToArbitrary(), rates =>
                Assert.Equal(best[better], Assert.Single(Find(TestPlans.Demo with { Rates = rates }, TestRides.Journey).Value).Rate))
                .Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true));
        }
    }

    [Fact]
    public void Find_of_an_hourly_ride_uses_the_hourly_rate_even_between_zones_with_a_flat_rate()
    {
        var journey = TestRides.HourlyJourney with { Dropoff = TestRides.Airport };
        var offer = Assert.Single(Find(TestPlans.Demo, journey).Value);
        Assert.Equal(("6", "150.00"), (offer.Rate.Id, offer.Fare.BasePrice.ToAmountText()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("99999")]
    public void Find_of_an_hourly_ride_needs_no_zone_at_its_end(string postalCode)
    {
        var end = new AddressStop("1 Main St.", "", "", "", postalCode);
        Assert.Equal("6", Assert.Single(Find(TestPlans.Demo, TestRides.HourlyJourney with { Dropoff = end }).Value).Rate.Id);
    }

    [Fact]
    public void Find_from_outside_every_zone_names_the_place()
    {
        var refusal = Find(TestPlans.Demo, Back with { Pickup = new AirportStop("JFK") }).Refusal;
        Assert.Equal(
            (RefusalKind.Unavailable, "pickup", "No service from JFK airport. Choose another pickup."),
            (refusal?.Kind, refusal?.Field.Name, refusal?.Message.ToString()));
    }

    [Fact]
    public void Find_to_outside_every_zone_names_the_place()
    {
        var refusal = Find(TestPlans.Demo, TestRides.Journey with { Dropoff = new AirportStop("JFK") }).Refusal;
        Assert.Equal((RefusalKind.Unavailable, "dropoff"), (refusal?.Kind, refusal?.Field.Name));
    }

    [Fact]
    public void Find_of_an_invalid_journey_refuses_what_is_wrong() =>
        Assert.Equal(
            RefusalKind.Location, Find(TestPlans.Demo, TestRides.Journey with { Dropoff = TestRides.MadisonStreet }).Refusal?.Kind);

    [Theory]
    [InlineData("the past", -1, false)]
    [InlineData("this very instant", 0, false)]
    [InlineData("a second short of the lead time", 2 * 3600 - 1, false)]
    [InlineData("just the lead time", 2 * 3600, true)]
    [InlineData("the end of the booking window", 30 * 86400, true)]
    [InlineData("a second past the booking window", 30 * 86400 + 1, false)]
    public void Find_applies_lead_time_and_booking_window(string when, int seconds, bool found)
    {
        var plan = TestPlans.Demo with { Rules = new BookingRules { LeadTimeHours = 2, BookingWindowDays = 30 } };
        var refusal = new RideFinder(plan).Find(TestRides.Journey, VehicleType.Any, TestClock.Pickup.AddSeconds(-seconds)).Refusal;
        Assert.True((found ? null : (RefusalKind?)RefusalKind.Time) == refusal?.Kind, when);
        Assert.Equal(found ? null : "start", refusal?.Field.Name);
    }

    [Theory]
    [InlineData("08:00", "09:00", "", true)]
    [InlineData("08:00", "09:01", "", false)]
    [InlineData("09:00", "10:00", "", false)]
    [InlineData("09:01", "10:00", "", true)]
    [InlineData("09:00", "10:00", "OLDTOWN", false)]
    [InlineData("09:00", "10:00", "DCA", true)]
    public void Find_applies_blackouts_in_local_time_of_the_pickup(string from, string to, string zone, bool found)
    {
        static DateTime At(string time) => DateTime.ParseExact($"2012-02-19 {time}", "yyyy-MM-dd HH:mm", null);
        var blackout = new Blackout(At(from), At(to)) { Zones = zone.Length > 0 ? [zone] : [] };
        var refusal = Find(TestPlans.Demo with { Rules = new BookingRules { Blackouts = [blackout] } }, TestRides.Journey).Refusal;
        Assert.Equal(found ? null : (RefusalKind?)RefusalKind.Time, refusal?.Kind);
    }

    [Fact]
    public void Find_in_a_zone_with_its_own_time_zone_uses_it()
    {
        var chicago = TestPlans.OldTown with { TimeZone = "America/Chicago" };
        var plan = TestPlans.Demo with
        {
            Zones = [TestPlans.Airport, chicago],
            Charges = [new Surcharge { Description = "eight", Amount = 1,
                Window = new DailyWindow(new TimeOnly(8, 0), new TimeOnly(9, 0)) }],
        };
        var finder = new RideFinder(plan);
        Assert.Equal("America/Chicago", finder.TimeZoneOf(TestRides.MadisonStreet).Id);
        Assert.Equal("America/New_York", finder.TimeZoneOf(TestRides.Airport).Id);
        Assert.Equal("America/New_York", finder.TimeZoneOf(new AirportStop("JFK")).Id);
        Assert.Equal("eight", Assert.Single(Find(plan, TestRides.Journey).Value).Fare.SurChargeDescription);
        Assert.Equal("", Assert.Single(Find(plan, Back).Value).Fare.SurChargeDescription);
    }

    [Fact]
    public void Gds_city_of_a_stop_is_that_of_its_zone_and_empty_outside_every_zone()
    {
        var finder = new RideFinder(TestPlans.Demo);
        Assert.Equal("WAS", finder.GdsCityOf(TestRides.Station));
        Assert.Equal("DCA", finder.GdsCityOf(TestRides.MadisonStreet));
        Assert.Equal("", finder.GdsCityOf(new AirportStop("JFK")));
    }

    [Fact]
    public void Find_of_any_journey_never_throws_and_never_succeeds_without_offers()
    {
        var finder = new RideFinder(WithVan);
        Prop.ForAll(Generators.Journey.ToArbitrary(), Gen.Elements(Enum.GetValues<VehicleType>()).ToArbitrary(), (journey, wanted) =>
        {
            var outcome = finder.Find(journey, wanted, journey.Start.AddDays(-1));
            Assert.NotEmpty(outcome.Match(
                offers => offers.Select(offer => offer.Hold!.Value.VehicleId), refusal => [refusal.Message.ToString()]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Find_whose_only_priced_vehicle_needs_more_lead_time_refuses_with_it()
    {
        var plan = TestPlans.Demo with
        {
            Fleet = [TestPlans.Sedan, TestPlans.Sedan with { VehicleId = "20", Type = VehicleType.Van }],
            Rates = [TestPlans.Flat with { Id = "9", VehicleId = "20" }],
            Rules = new BookingRules { LeadTimes = [new LeadTime(12) { VehicleIds = ["20"] }] },
        };

        var refusal = new RideFinder(plan).Find(TestRides.Journey, VehicleType.Any, TestClock.Pickup.AddHours(-11)).Refusal;

        Assert.Equal("start must be at least 12 hours ahead. Choose a later time.", refusal?.Message.ToString());
    }

    [Fact]
    public void Find_at_the_ends_of_time_is_refused_and_never_throws()
    {
        DateTimeOffset?[] ends = [null, TestClock.Pickup, DateTimeOffset.MinValue, DateTimeOffset.MaxValue];
        foreach (var start in new[] { DateTimeOffset.MinValue, TestClock.Pickup, DateTimeOffset.MaxValue })
        {
            foreach (var end in ends.Where(end => end is not null || start != TestClock.Pickup))
            {
                var outcome = Find(TestPlans.Demo, TestRides.Journey with { Start = start, End = end });
                Assert.Equal(
                    RefusalKind.Time,
                    outcome.Match(offers => offers[0].Hold!.Value.To == start ? null : (RefusalKind?)null, refusal => refusal.Kind));
            }
        }
    }

    [Fact]
    public void Price_by_the_rate_id_of_each_offer_returns_that_offer() =>
        Assert.All(
            Find(WithVan, TestRides.Journey).Value, offer => Assert.Equal(offer, Price(WithVan, TestRides.Journey, offer.Rate.Id).Value));

    [Theory]
    [InlineData("77", "rate.id")]
    [InlineData("", "rate.id")]
    [InlineData("6", "rate.id")]
    public void Price_by_a_rate_id_that_does_not_apply_is_unavailable(string rateId, string field)
    {
        var refusal = Price(TestPlans.Demo, TestRides.Journey, rateId).Refusal;
        Assert.Equal((RefusalKind.Unavailable, field), (refusal?.Kind, refusal?.Field.Name));
    }

    [Fact]
    public void Price_refuses_what_a_search_would_not_offer()
    {
        (RefusalKind, string)? Refused(Journey journey, string rateId = "5", DateTimeOffset? now = null) =>
            new RideFinder(WithVan).Price(journey, rateId, now ?? TestClock.Now).Refusal is { } refusal
                ? (refusal.Kind, refusal.Field.Name)
                : null;

        Assert.Equal((RefusalKind.Unavailable, "passengers"), Refused(TestRides.Journey with { Passengers = 9 }));
        Assert.Null(Refused(TestRides.Journey with { Passengers = 9 }, "9"));
        Assert.Equal((RefusalKind.Unavailable, "classOfService"), Refused(TestRides.Journey with { ClassOfService = ClassOfService.High }));
        Assert.Equal((RefusalKind.Time, "start"), Refused(TestRides.Journey, now: TestClock.Pickup));
        Assert.Equal((RefusalKind.Request, "passengers"), Refused(TestRides.Journey with { Passengers = 0 }));
        Assert.Equal((RefusalKind.Unavailable, "pickup"), Refused(Back with { Pickup = new AirportStop("JFK") }));
    }

    [Fact]
    public void Price_of_a_rate_on_request_is_unavailable()
    {
        var onRequest = new OnRequestRate { Id = "n", VehicleId = "12", From = "OLDTOWN", To = "DCA", Text = "Call us." };
        var plan = TestPlans.Demo with { Rates = [onRequest] };
        Assert.Equal(RateType.NotAvailable, Assert.Single(Find(plan, TestRides.Journey).Value).Fare.Type);
        Assert.Equal(OnRequestRate.CannotBeBooked, Price(plan, TestRides.Journey, "n").Refusal);
        Assert.Equal(OnRequestRate.CannotBeBooked, Price(plan, Back with { Pickup = new AirportStop("JFK") }, "n").Refusal);
    }

    [Fact]
    public void Disclaimer_has_each_charge_beside_the_rate()
    {
        var plan = TestPlans.Demo with
        {
            Charges = [new PickupCharge(3, ["OLDTOWN"]), new DropoffCharge(4, ["DCA"]), new ExtraStop(5), new ExtraTime(6),
                new PickupCharge(0, ["DCA"])],
        };
        Assert.Equal(
            "Not included: pickup charge 3.00 USD. Not included: drop-off charge 4.00 USD. Not included: each extra stop 5.00 USD. "
            + "Not included: each extra hour 6.00 USD. Present your card to the driver.",
            Price(plan, TestRides.Journey, "5").Value.Disclaimer());
        Assert.Equal("", Price(TestPlans.Demo with { Payment = new PaymentTerms() }, TestRides.Journey, "5").Value.Disclaimer());
    }

    [Fact]
    public void Ride_of_an_offer_is_complete()
    {
        var offer = Price(TestPlans.Demo with { Version = 4, Cancellation = [TestPlans.Cancellation] }, TestRides.Journey, "5").Value;
        var ride = Ride.Of(offer, TestPlans.Vendor.Contact, TestRides.Passenger, TestRides.Card);

        Assert.Equal(new BookedVehicle("12", VehicleType.Sedan, "This is a Sedan.", 3), ride.Vehicle);
        Assert.Equal(("5", 4, "America/New_York", "DCA"), (ride.RateId, ride.PlanVersion, ride.TimeZone, ride.GdsCity));
        Assert.Equal((offer.Fare, offer.Hold, offer.Ends, TestRides.Journey), (ride.Fare, ride.Hold, ride.Ends, ride.Journey));
        Assert.StartsWith(
            "Cancellation, local time of the pickup: Free until 2012-02-18 09:00.", ride.CancelPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public void Ride_of_a_plan_without_terms_for_it_has_none()
    {
        var elsewhere = TestPlans.Cancellation with { ServiceTypes = [ServiceType.Hourly] };
        var offer = Price(TestPlans.Demo with { Cancellation = [elsewhere] }, TestRides.Journey, "5").Value;
        var ride = Ride.Of(offer, TestPlans.Vendor.Contact, TestRides.Passenger, TestRides.Card);
        Assert.Equal((null, ""), (ride.Terms, ride.CancelPolicy));
    }

    private static Journey Back => TestRides.Journey with
    {
        ServiceType = ServiceType.FromAirport,
        Pickup = TestRides.Airport,
        Dropoff = TestRides.MadisonStreet,
    };

    private static Outcome<IReadOnlyList<PlanOffer>> Find(RatePlan plan, Journey journey, VehicleType wanted = VehicleType.Any) =>
        new RideFinder(plan).Find(journey, wanted, TestClock.Now);

    private static Outcome<PlanOffer> Price(RatePlan plan, Journey journey, string rateId) =>
        new RideFinder(plan).Price(journey, rateId, TestClock.Now);
}
