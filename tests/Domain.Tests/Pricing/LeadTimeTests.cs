using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Pricing;

/// <summary>Lead times: two hours for everything, longer for some zones and vehicles.</summary>
public class LeadTimeTests
{
    private static readonly FleetVehicle Van = new()
    {
        VehicleId = "20",
        Type = VehicleType.Van,
        Description = "This is a Van.",
        MaxPassengers = 9,
        Count = 2,
    };

    private static readonly Journey FromOldTown = TestRides.Journey;

    private static readonly Journey FromAirport =
        FromOldTown with { ServiceType = ServiceType.FromAirport, Pickup = TestRides.Airport, Dropoff = TestRides.MadisonStreet };

    [Theory]
    [InlineData("23:59:59", "", "24")]
    [InlineData("1.00:00:00", "12 20", null)]
    public void Find_in_a_zone_with_a_longer_lead_time_applies_it(string ahead, string vehicles, string? hours) =>
        AssertFinds(FromOldTown, ahead, vehicles, hours, new LeadTime(24) { Zones = ["UNION", "OLDTOWN"] });

    [Theory]
    [InlineData("01:59:59", "", "2")]
    [InlineData("02:00:00", "12 20", null)]
    public void Find_in_another_zone_applies_the_plans_lead_time(string ahead, string vehicles, string? hours) =>
        AssertFinds(FromAirport, ahead, vehicles, hours, new LeadTime(24) { Zones = ["UNION", "OLDTOWN"] });

    [Theory]
    [InlineData("01:59:59", "", "2")]
    [InlineData("02:00:00", "12", null)]
    [InlineData("11:59:59", "12", null)]
    [InlineData("12:00:00", "12 20", null)]
    public void Find_leaves_out_only_the_vehicle_with_a_longer_lead_time(string ahead, string vehicles, string? hours) =>
        AssertFinds(FromOldTown, ahead, vehicles, hours, new LeadTime(12) { VehicleIds = ["20"] });

    [Theory]
    [InlineData("02:00:00", "", "12")]
    [InlineData("11:59:59", "", "12")]
    [InlineData("12:00:00", "20", null)]
    public void Find_refuses_with_the_lead_time_of_the_only_vehicle_that_fits(string ahead, string vehicles, string? hours) =>
        AssertFinds(FromOldTown with { Passengers = 5 }, ahead, vehicles, hours, new LeadTime(12) { VehicleIds = ["20"] });

    [Theory]
    [InlineData(true, "11:59:59", "12")]
    [InlineData(true, "12:00:00", "12 20")]
    [InlineData(false, "02:00:00", "12 20")]
    public void Find_applies_a_lead_time_of_a_vehicle_in_a_zone_only_there(bool inThatZone, string ahead, string vehicles) =>
        AssertFinds(
            inThatZone ? FromOldTown : FromAirport, ahead, vehicles, null, new LeadTime(12) { Zones = ["OLDTOWN"], VehicleIds = ["20"] });

    [Theory]
    [InlineData("07:59:59", "", "8")]
    [InlineData("08:00:00", "12", null)]
    [InlineData("11:59:59", "12", null)]
    [InlineData("12:00:00", "12 20", null)]
    public void Find_applies_the_longest_lead_time_and_refuses_with_the_shortest_that_suffices(
        string ahead, string vehicles, string? hours) =>
        AssertFinds(FromOldTown, ahead, vehicles, hours,
            new LeadTime(10) { VehicleIds = ["20"] }, new LeadTime(8) { Zones = ["OLDTOWN"] }, new LeadTime(12) { VehicleIds = ["20"] },
                new LeadTime(48) { Zones = ["DCA"] });

    [Theory]
    [InlineData("01:59:59", "", "2")]
    [InlineData("02:00:00", "12 20", null)]
    public void Find_ignores_a_lead_time_shorter_than_the_plans(string ahead, string vehicles, string? hours) =>
        AssertFinds(FromOldTown, ahead, vehicles, hours, new LeadTime(0.5m) { Zones = ["OLDTOWN"] });

    [Theory]
    [InlineData("03:29:59", "", "3.5")]
    [InlineData("03:30:00", "12 20", null)]
    public void Find_applies_a_lead_time_without_zones_and_vehicles_everywhere(string ahead, string vehicles, string? hours) =>
        AssertFinds(FromAirport, ahead, vehicles, hours, new LeadTime(3.5m));

    [Theory]
    [InlineData("5", "11:59:59", true)]
    [InlineData("9", "11:59:59", false)]
    [InlineData("9", "12:00:00", true)]
    public void Price_of_a_rate_applies_the_lead_time_of_its_vehicle(string rateId, string ahead, bool sold)
    {
        var outcome = Finder(new LeadTime(12) { VehicleIds = ["20"] }).Price(FromOldTown, rateId, Now(ahead));
        Assert.Equal(sold ? null : TooSoon("12"), outcome.Refusal?.Message.ToString());
    }

    [Fact]
    public void Explain_has_the_lead_time_of_a_vehicle_that_needs_more()
    {
        var explained = Finder(new LeadTime(12) { VehicleIds = ["20"] }).Explain(FromOldTown, VehicleType.Any, Now("11:59:59"));
        Assert.Equal(["Offered.", TooSoon("12")], explained.Vehicles.Select(vehicle => vehicle.Why.ToString()));
    }

    private static void AssertFinds(Journey journey, string ahead, string vehicles, string? hours, params LeadTime[] leadTimes)
    {
        var outcome = Finder(leadTimes).Find(journey, VehicleType.Any, Now(ahead));
        Assert.Equal(hours is null ? vehicles : TooSoon(hours),
            outcome.Match(
                offers => string.Join(' ', offers.Select(offer => offer.Vehicle.VehicleId)), refusal => refusal.Message.ToString()));
    }

    private static string TooSoon(string hours) => $"start must be at least {hours} hours ahead. Choose a later time.";

    private static DateTimeOffset Now(string ahead) =>
        TestClock.Pickup - TimeSpan.Parse(ahead, System.Globalization.CultureInfo.InvariantCulture);

    private static RideFinder Finder(params LeadTime[] leadTimes) => new(TestPlans.Demo with
    {
        Fleet = [TestPlans.Sedan, Van],
        Rates = [.. TestPlans.Demo.Rates, TestPlans.Flat with { Id = "9", VehicleId = "20", Price = 80 }],
        Rules = new BookingRules { LeadTimeHours = 2, LeadTimes = leadTimes },
    });
}
