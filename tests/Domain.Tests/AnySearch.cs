using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests;

/// <summary>A search of one vendor's plan.</summary>
internal sealed record AnySearch(RatePlan Plan, Journey Journey, VehicleType Wanted, DateTimeOffset Now)
{
    /// <summary>
    /// Checks a property of many searches of random plans. The property returns whether the search was relevant; enough must be.
    /// </summary>
    public static void Check(Func<AnySearch, bool> check, int searches = 1000)
    {
        var worth = 0;
        Prop.ForAll(Generators.Search.ToArbitrary(), search => { worth += check(search) ? 1 : 0; })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(searches).WithQuietOnSuccess(true));
        Assert.True(worth > searches / 20, $"Only {worth} of {searches} searches said something.");
    }

    public Outcome<IReadOnlyList<PlanOffer>> Find() => new RideFinder(Plan).Find(Journey, Wanted, Now);

    public Explanation Explain() => new RideFinder(Plan).Explain(Journey, Wanted, Now);

    /// <summary>Empty if the search is refused.</summary>
    public IReadOnlyList<PlanOffer> Offers() => Find().Match(offers => offers, _ => []);

    /// <summary>Everything that a traveller sees of the result, as text, because records with lists don't compare by content.</summary>
    public string Describe() => Find()
        .Match(offers => string.Join('\n', offers.Select(Describe)), refusal => $"{refusal.Kind} {refusal.Field.Name} {refusal.Message}");

    /// <summary>The text of a failure, with the contents of the plan's lists.</summary>
    public override string ToString() => string.Join('\n',
        [$"{Journey}, {Wanted}, now {Now:O}, in {Plan.Currency}", .. Plan.Zones, .. Plan.Fleet, .. Plan.Rates, .. Plan.Charges,
            .. Plan.Discounts, .. Plan.Cancellation]);

    public string Describe(PlanOffer offer)
    {
        var terms = CancellationTerms.Of(offer);
        return $"{offer.Vehicle.VehicleId} {offer.Rate.Id} {offer.Fare} {offer.Hold} {offer.Disclaimer()} "
            + $"{terms?.Text(Journey.Start, offer.Ride.PickupTimeZone, offer.Fare.Rate)} "
            + $"{terms?.FeeAt(Now, Journey.Start, offer.Fare.Rate)} {terms?.ForbidsAt(Now, Journey.Start)}";
    }
}
