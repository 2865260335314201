using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Currencies;

internal sealed class UnknownCurrencyIsRefused() : Scenario("A currency that ISO 4217 doesn't have is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search().With("Currency", "XQQ"));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "300"));
        then.Advice(Page.Search, answer.Contains("Error/ErrorDescription", "Currency"));
    }
}
