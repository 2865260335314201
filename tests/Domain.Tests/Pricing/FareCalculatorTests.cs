using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

public class FareCalculatorTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void Price_of_concurs_example_is_the_printed_one()
    {
        var fare = Price(TestPlans.Demo);
        Assert.Equal(
            ("35.00", "5.00", "1.00", "fuel", "1.50", "42.50 USD"),
            (fare.BasePrice.ToAmountText(), fare.ServiceCharge.ToAmountText(), fare.SurCharge.ToAmountText(), fare.SurChargeDescription,
                fare.Tax.ToAmountText(), fare.Rate.ToString()));
        Assert.Equal(RateType.Flat, fare.Type);
        Assert.Null(fare.MinHours);
    }

    [Fact]
    public void Price_of_any_plan_is_the_sum_of_four_separately_rounded_parts()
    {
        var amounts = Gen.Choose(0, 50_000_000).Select(tenThousandths => tenThousandths / 10_000m);
        var percents = Gen.Choose(0, 30_000).Select(thousandths => thousandths / 1000m);
        var charges = Gen.OneOf(
            amounts.Select(amount => (Charge)new ServiceCharge { Amount = amount }),
            percents.Select(percent => (Charge)new ServiceCharge { Percent = percent }),
            amounts.Select(amount => (Charge)new Surcharge { Description = "a", Amount = amount }),
            percents.Select(percent => (Charge)new Surcharge { Description = "b", Percent = percent }),
            percents.SelectMany(percent => Gen.SubListOf(Enum.GetValues<FarePart>()).Select(on => (Charge)new Tax(percent, [.. on]))),
            amounts.Select(amount => (Charge)new ExtraStop(amount)));
        var plans =
            from code in Gen.Elements("USD", "JPY", "KWD")
            from price in amounts
            from count in Gen.Choose(0, 8)
            from some in charges.ArrayOf(count)
            select TestPlans.Demo with { Currency = Currency.Of(code), Rates = [TestPlans.Flat with { Price = price }], Charges = some };

        Prop.ForAll(plans.ToArbitrary(), plan =>
        {
            decimal Rounded(decimal amount) => RoundedUpFromHalf(amount, plan.Currency);
            decimal Sum(IEnumerable<PercentOrAmount> some, decimal on) =>
                some.Sum(charge => Rounded(charge.Amount ?? on * charge.Percent!.Value / 100));
            var basePrice = Rounded(((FlatRate)plan.Rates[0]).Price);
            var service = Sum(plan.Charges.OfType<ServiceCharge>(), basePrice);
            var surcharge = Sum(plan.Charges.OfType<Surcharge>(), basePrice);
            var tax = plan.Charges.OfType<Tax>().Sum(each => Rounded(each.Percent / 100 * (
                (each.On.Contains(FarePart.Base) ? basePrice : 0)
                + (each.On.Contains(FarePart.ServiceCharge) ? service : 0)
                + (each.On.Contains(FarePart.Surcharge) ? surcharge : 0))));

            var fare = Price(plan);

            Assert.Equal(
                (basePrice, service, surcharge, tax, basePrice + service + surcharge + tax),
                (fare.BasePrice.Amount, fare.ServiceCharge.Amount, fare.SurCharge.Amount, fare.Tax.Amount, fare.Rate.Amount));
            Assert.Equal(plan.Currency, fare.Currency);
            Assert.Equal(
                fare.BasePrice.MinorUnits + fare.ServiceCharge.MinorUnits + fare.SurCharge.MinorUnits + fare.Tax.MinorUnits,
                fare.Rate.MinorUnits);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Surcharges_that_apply_are_added_up_and_all_described()
    {
        var fare = Price(TestPlans.Demo with
        {
            Charges =
            [
                new Surcharge { Description = "weekend", Percent = 10, Weekdays = [DayOfWeek.Saturday, DayOfWeek.Sunday] },
                new Surcharge { Description = "fuel", Amount = 1.00m },
                new Surcharge { Description = "weekday", Amount = 9.00m, Weekdays = [DayOfWeek.Monday] },
                new Surcharge { Description = "holiday", Amount = 2.00m, Dates = [new DateOnly(2012, 2, 19)] },
                new Surcharge { Description = "another day", Amount = 9.00m, Dates = [new DateOnly(2012, 2, 20)] },
            ],
        });
        Assert.Equal(("6.50", "fuel, holiday, weekend"), (fare.SurCharge.ToAmountText(), fare.SurChargeDescription));
    }

    [Theory]
    [InlineData("2012-02-19T02:59Z", false, "21:59 EST")]
    [InlineData("2012-02-19T03:00Z", true, "22:00 EST")]
    [InlineData("2012-02-19T05:30Z", true, "half past midnight")]
    [InlineData("2012-02-19T10:59Z", true, "05:59 EST")]
    [InlineData("2012-02-19T11:00Z", false, "06:00 EST")]
    [InlineData("2012-07-19T01:59Z", false, "21:59 EDT")]
    [InlineData("2012-07-19T02:00Z", true, "22:00 EDT")]
    [InlineData("2012-07-19T09:59Z", true, "05:59 EDT")]
    [InlineData("2012-07-19T10:00Z", false, "06:00 EDT")]
    [InlineData("2012-03-11T10:00Z", false, "06:00 EDT, the morning after the clocks went forward")]
    [InlineData("2012-11-04T10:30Z", true, "05:30 EST, the morning after they went back")]
    public void Night_window_across_midnight_applies_by_the_pickup_time(string instant, bool night, string what)
    {
        var plan = TestPlans.Demo with
        {
            Charges = [new Surcharge { Description = "night", Amount = 12,
                Window = new DailyWindow(new TimeOnly(22, 0), new TimeOnly(6, 0)) }],
        };
        var journey = TestRides.Journey with { Start = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture) };
        var fare = FareCalculator.Price(plan, TestPlans.Flat, new PricedJourney(journey, TestPlans.OldTown, TestPlans.Airport, NewYork));
        Assert.True((night ? "night" : "") == fare.SurChargeDescription, what);
    }

    [Fact]
    public void Weekday_is_that_of_the_local_pickup_time()
    {
        // Saturday night in Alexandria is already Sunday in UTC.
        var journey = TestRides.Journey with { Start = new DateTimeOffset(2012, 2, 19, 3, 0, 0, TimeSpan.Zero) };
        var plan = TestPlans.Demo with { Charges = [new Surcharge { Description = "Sunday", Amount = 1, Weekdays = [DayOfWeek.Sunday] }] };
        var fare = FareCalculator.Price(plan, TestPlans.Flat, new PricedJourney(journey, TestPlans.OldTown, TestPlans.Airport, NewYork));
        Assert.Equal("", fare.SurChargeDescription);
    }

    [Theory]
    [InlineData("09:00", "17:00", "08:59", false)]
    [InlineData("09:00", "17:00", "09:00", true)]
    [InlineData("09:00", "17:00", "16:59", true)]
    [InlineData("09:00", "17:00", "17:00", false)]
    [InlineData("22:00", "00:00", "23:59", true)]
    [InlineData("22:00", "00:00", "00:00", false)]
    [InlineData("00:00", "00:00", "12:00", true)]
    public void Daily_window_includes_its_start_and_excludes_its_end(string from, string to, string time, bool holds)
    {
        static TimeOnly At(string text) => TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(holds, new DailyWindow(At(from), At(to)).Contains(At(time)));
    }

    [Fact]
    public void Charges_beside_the_rate_are_reported_but_not_included()
    {
        var plan = TestPlans.Demo with
        {
            Charges =
            [
                .. TestPlans.Demo.Charges,
                new PickupCharge(3, ["OLDTOWN", "UNION"]), new PickupCharge(4, ["OLDTOWN"]), new PickupCharge(100, ["DCA"]),
                new DropoffCharge(5, ["DCA"]), new DropoffCharge(100, ["OLDTOWN"]),
                new ExtraStop(6), new ExtraTime(7),
            ],
        };
        var fare = Price(plan);
        Assert.Equal(
            ("7.00", "5.00", "6.00", "7.00", "42.50"),
            (fare.ExtraPickupCharge?.ToAmountText(), fare.ExtraDropoffCharge?.ToAmountText(), fare.ExtraStop?.ToAmountText(),
                fare.ExtraTimePerHour?.ToAmountText(), fare.Rate.ToAmountText()));
    }

    [Fact]
    public void Charges_beside_the_rate_are_null_if_the_plan_has_none()
    {
        var fare = Price(TestPlans.Demo with { Charges = [new PickupCharge(100, ["DCA"]), new DropoffCharge(100, ["OLDTOWN"])] });
        Assert.Equal((null, null, null, null), (fare.ExtraPickupCharge, fare.ExtraDropoffCharge, fare.ExtraStop, fare.ExtraTimePerHour));
    }

    [Theory]
    [InlineData(10.00, 2.50, 12.0, 0, "40.00")]
    [InlineData(10.00, 2.50, 12.0, 45, "45.00")]
    [InlineData(1.00, 0.333, 1.5, 0, "1.50")]
    public void Estimated_rate_is_base_plus_distance_with_a_minimum(
        decimal start, decimal perMile, decimal miles, decimal minimum, string basePrice)
    {
        var rate = new EstimatedRate
        {
            Id = "7",
            VehicleId = "12",
            From = "OLDTOWN",
            To = "DCA",
            Base = start,
            PerMile = perMile,
            Miles = miles,
            Minimum = minimum,
            Minutes = 20,
        };
        Assert.Equal(basePrice, Price(TestPlans.Demo with { Rates = [rate] }).BasePrice.ToAmountText());
        var metric = rate with { PerMile = null, Miles = null, PerKm = perMile, Km = miles };
        Assert.Equal(basePrice, Price(TestPlans.Demo with { Rates = [metric] }).BasePrice.ToAmountText());
    }

    [Fact]
    public void Rate_on_request_has_its_text_and_no_price()
    {
        var rate = new OnRequestRate { Id = "8", VehicleId = "12", From = "OLDTOWN", To = "DCA", Text = "Call us." };
        var fare = Price(TestPlans.Demo with { Rates = [rate] });
        Assert.Equal(
            (RateType.NotAvailable, "Call us.", "0.00 USD", ""),
            (fare.Type, fare.NoRateText, fare.Rate.ToString(), fare.SurChargeDescription));
    }

    [Fact]
    public void End_is_the_requested_one_else_by_the_rates_duration()
    {
        var asked = TestRides.Journey with { End = TestClock.Pickup.AddMinutes(42) };
        Assert.Equal(TestClock.Pickup.AddMinutes(15), FareCalculator.EndOf(TestPlans.Flat, TestRides.Journey));
        Assert.Equal(asked.End, FareCalculator.EndOf(TestPlans.Flat, asked));
    }

    private static Fare Price(RatePlan plan) =>
        FareCalculator.Price(plan, plan.Rates[0], new PricedJourney(TestRides.Journey, TestPlans.OldTown, TestPlans.Airport, NewYork));

    private static decimal RoundedUpFromHalf(decimal amount, Currency currency)
    {
        var scale = currency.Code switch { "JPY" => 1m, "KWD" => 1000m, _ => 100m };
        return Math.Floor(amount * scale + 0.5m) / scale;
    }
}
