using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Currencies;

internal sealed class CurrencyOfTheSellMayBeMissing()
    : Scenario("Without a currency the ride is sold in that of its offer", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();
        var sell = given.Sell(offer).Without("Currency");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.Is("Currency", offer.Limo["RateInfo/Currency"]));
    }
}
