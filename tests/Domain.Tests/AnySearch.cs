using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Tests;

/// <summary>Somebody who searches one vendor's plan.</summary>
internal sealed record AnySearch(RatePlan Plan, Journey Journey, VehicleType Wanted, DateTimeOffset Now)
{
    /// <summary>Checks something of many searches, each time another plan; it tells whether a search was worth it, and enough must be.</summary>
    public static void Check(Func<AnySearch, bool> check, int searches = 1000)
    {
        var worth = 0;
        Prop.ForAll(Generators.Search.ToArbitrary(), search => { worth += check(search) ? 1 : 0; })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(searches).WithQuietOnSuccess(true));
        Assert.True(worth > searches / 20, $"Only {worth} of {searches} searches said something.");
    }

    public Outcome<IReadOnlyList<Offer>> Find() => new RideFinder(Plan).Find(Journey, Wanted, Now);

    public Explanation Explain() => new RideFinder(Plan).Explain(Journey, Wanted, Now);

    /// <summary>None where it is refused.</summary>
    public IReadOnlyList<Offer> Offers() => Find().Match(offers => offers, _ => []);

    /// <summary>All that a traveller learns of an answer: what a record of lists can't compare by itself.</summary>
    public string Describe() => Find().Match(offers => string.Join('\n', offers.Select(Describe)), refusal => $"{refusal.Kind} {refusal.Field.Name} {refusal.Message}");

    /// <summary>What a failure prints: a plan's lists don't print themselves.</summary>
    public override string ToString() => string.Join('\n',
        [$"{Journey}, {Wanted}, now {Now:O}, in {Plan.Currency}", .. Plan.Zones, .. Plan.Fleet, .. Plan.Rates, .. Plan.Charges, .. Plan.Discounts, .. Plan.Cancellation]);

    public string Describe(Offer offer)
    {
        var terms = CancellationTerms.Of(offer);
        return $"{offer.Vehicle.VehicleId} {offer.Rate.Id} {offer.Fare} {offer.Hold} {offer.Disclaimer()} "
            + $"{terms?.Text(Journey.Start, offer.Ride.PickupTimeZone, offer.Fare.Rate)} {terms?.FeeAt(Now, Journey.Start, offer.Fare.Rate)} {terms?.ForbidsAt(Now, Journey.Start)}";
    }
}
