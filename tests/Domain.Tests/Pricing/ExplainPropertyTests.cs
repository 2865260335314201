using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests.Pricing;

public class ExplainPropertyTests
{
    [Fact]
    public void Explain_gives_the_same_refusals_vehicles_and_fares_as_Find() => AnySearch.Check(search =>
    {
        var (found, explained) = (search.Find(), search.Explain());

        Assert.Equal(found.Refusal, explained.Refusal);
        var offered = explained.Vehicles.Select(vehicle => vehicle.Offer).OfType<PlanOffer>()
            .ToDictionary(offer => offer.Vehicle.VehicleId, search.Describe);
        Assert.Equal(search.Offers().ToDictionary(offer => offer.Vehicle.VehicleId, search.Describe), offered);
        return offered.Count > 0;
    });

    [Fact]
    public void Explain_has_one_chosen_rate_and_the_fare_lines_of_each_offered_vehicle() => AnySearch.Check(search =>
    {
        var explained = search.Explain();
        var offered = explained.Vehicles.Where(vehicle => vehicle.Offer is not null).ToList();
        Assert.All(offered, vehicle =>
        {
            Assert.Equal(vehicle.Offer!.RateId, Assert.Single(vehicle.Rates, rate => rate.Chosen).RateId);
            Assert.Equal(vehicle.Offer.Fare.Rate.Amount, vehicle.Lines.Where(line => line.InRate).Sum(line => line.Amount.Amount));
        });
        Assert.All(explained.Vehicles.SelectMany(vehicle => vehicle.Rates, (vehicle, rate) => (vehicle, rate)), tried =>
            Assert.True(
                tried.rate.Chosen || tried.vehicle.Rates.Any(rate => rate.Chosen)
                || !tried.rate.Why.StartsWith("It applies", StringComparison.Ordinal)));
        Assert.All(explained.Vehicles, vehicle =>
            Assert.Equal(
                search.Plan.Rates.Where(rate => rate.VehicleId == vehicle.VehicleId).Select(rate => rate.Id),
                vehicle.Rates.Select(rate => rate.RateId)));
        return offered.Count > 0;
    });

    [Fact]
    public void Explain_contains_every_vehicle_unless_a_rule_fails() => AnySearch.Check(search =>
    {
        var explained = search.Explain();
        var refused = explained.Rules.Any(rule => !rule.Passes)
            || explained.Pickup.Zone is null || (explained.Dropoff.Zone is null && search.Journey.ServiceType != ServiceType.Hourly);
        Assert.Equal(
            refused ? [] : search.Plan.Fleet.Select(vehicle => vehicle.VehicleId), explained.Vehicles.Select(vehicle => vehicle.VehicleId));
        Assert.True(!refused || explained.Refusal is not null);
        Assert.All(explained.Rules, rule => Assert.NotEqual("", rule.Why.ToString()));
        Assert.All(explained.Vehicles, vehicle => Assert.NotEqual("", vehicle.Why.ToString()));
        return !refused;
    });

    [Fact]
    public void First_failed_rule_of_Explain_is_the_one_that_refuses_a_search() => AnySearch.Check(search =>
    {
        var explained = search.Explain();
        if (explained.Pickup.Zone is null || explained.Dropoff.Zone is null
            || explained.Rules.FirstOrDefault(rule => !rule.Passes) is not { } broken)
            return false;
        var words = broken.Rule switch
        {
            "journey" => broken.Why.ToString(),
            "future" => "has passed",
            "leadTime" => "at least",
            "bookingWindow" => "at most",
            "blackouts" => "without rides",
            _ => throw new InvalidOperationException($"Nobody told this test of the rule {broken.Rule}"),
        };
        Assert.Contains(words, explained.Refusal?.Message.ToString(), StringComparison.Ordinal);
        return true;
    });

    [Fact]
    public void Explain_never_throws_on_any_journey() =>
        Prop.ForAll(Generators.Search.ToArbitrary(), Generators.Journey.ToArbitrary(), (search, journey) =>
        {
            foreach (var now in new[] { journey.Start, journey.Start.AddDays(-1), journey.Start.AddDays(-400) })
            {
                var wild = search with { Journey = journey, Now = now };
                Assert.Equal(wild.Find().Refusal, wild.Explain().Refusal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Fact]
    public void Explain_never_throws_at_the_ends_of_time() => AnySearch.Check(search =>
    {
        DateTimeOffset[] ends = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue];
        foreach (var (start, end) in ends.SelectMany(start => ends.Append(search.Journey.Start).Select(end => (start, end))))
        {
            var wild = search with { Journey = search.Journey with { Start = start, End = end } };
            Assert.NotNull(wild.Explain().Refusal);
        }
        return true;
    });
}
