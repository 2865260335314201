using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Currencies;

internal sealed class AmountsHaveTheCurrencysDecimals() : Scenario("Amounts have as many decimals as their currency", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();
        given.Needs(offer.Limo["RateInfo/Currency"] is "USD" or "EUR" or "GBP" or "CAD" or "AUD" or "CHF",
        "The currency hasn't two decimals.");

        foreach (var name in new[] { "RateInfo/Rate", "RateInfo/BasePrice" })
            then.Reading(Page.Search, offer.Limo.Matches(name, @"\d+\.\d\d", "an amount with two decimals"));
    }
}
