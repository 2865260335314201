using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Currencies;

internal sealed class OffersAreInTheCurrencyOfTheRequest() : Scenario("Offers are in the currency that was asked for", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        then.Documented(Page.Search, answer.Each("Limos/Limo").Select(limo => limo.Is("RateInfo/Currency", given.Profile.Currency)));
    }
}
