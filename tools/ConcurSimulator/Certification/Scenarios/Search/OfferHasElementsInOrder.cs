using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class OfferHasElementsInOrder() : Scenario("An offer has the elements of the example, in its order", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();

        then.Documented(Page.Search, offer.Limo.ArePresent("RateInfo", "Vehicle", "Vendor", "AcceptedFops"));
        then.Reading(Page.Search, offer.Limo.HasChildren("", "RateInfo", "Vehicle", "Vendor", "AcceptedFops"),
        Tables.HasRateInOrder(offer.Limo));
    }
}
