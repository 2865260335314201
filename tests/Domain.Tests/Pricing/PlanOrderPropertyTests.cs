using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests.Pricing;

public class PlanOrderPropertyTests
{
    /// <summary>Shuffles one list of the plan each, so that a failure names the list.</summary>
    private static readonly Dictionary<string, Func<RatePlan, Gen<RatePlan>>> Shuffles = new()
    {
        ["zones"] = plan => Gen.Shuffle(plan.Zones.ToArray()).Select(zones => plan with { Zones = zones }),
        ["places of a zone"] = plan => Gen.Constant(plan with
        {
            Zones = [.. plan.Zones.Select(
                zone => zone with { Airports = [.. zone.Airports.Reverse()], PostalCodes = [.. zone.PostalCodes.Reverse()],
                Cities = [.. zone.Cities.Reverse()] })],
        }),
        ["fleet"] = plan => Gen.Shuffle(plan.Fleet.ToArray()).Select(fleet => plan with { Fleet = fleet }),
        ["rates"] = plan => Gen.Shuffle(plan.Rates.ToArray()).Select(rates => plan with { Rates = rates }),
        ["charges"] = plan => Gen.Shuffle(plan.Charges.ToArray()).Select(charges => plan with { Charges = charges }),
        ["discounts"] = plan => Gen.Shuffle(plan.Discounts.ToArray()).Select(discounts => plan with { Discounts = discounts }),
        ["cancellation policies"] = plan =>
            Gen.Shuffle(plan.Cancellation.ToArray()).Select(policies => plan with { Cancellation = policies }),
        ["tiers of a policy"] = plan =>
            Gen.Constant(
            plan with { Cancellation = [.. plan.Cancellation.Select(policy => policy with { Tiers = [.. policy.Tiers.Reverse()] })] }),
        ["lead times and blackouts"] = plan => Gen.Constant(plan with
        {
            Rules = plan.Rules with { LeadTimes = [.. plan.Rules.LeadTimes.Reverse()], Blackouts = [.. plan.Rules.Blackouts.Reverse()] },
        }),
    };

    public static TheoryData<string> Parts() => [.. Shuffles.Keys];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Price_does_not_depend_on_the_order_of_one_list(string part) =>
        Same(Generators.Search.SelectMany(search => Shuffles[part](search.Plan).Select(plan => (search, search with { Plan = plan }))));

    [Fact]
    public void Price_does_not_depend_on_any_order_in_the_plan() =>
        Same(Generators.Search.SelectMany(search => Shuffles.Values
            .Aggregate(Gen.Constant(search.Plan), (plans, shuffle) => plans.SelectMany(shuffle))
                .Select(plan => (search, search with { Plan = plan }))));

    private static void Same(Gen<(AnySearch Written, AnySearch Shuffled)> searches)
    {
        var offered = 0;
        Prop.ForAll(searches.ToArbitrary(), pair =>
        {
            Assert.Equal(pair.Written.Describe(), pair.Shuffled.Describe());
            offered += pair.Written.Offers().Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));
        Assert.True(offered > 100, $"Only {offered} offers were compared.");
    }
}
