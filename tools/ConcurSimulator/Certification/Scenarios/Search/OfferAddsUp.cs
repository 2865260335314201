using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class OfferAddsUp() : Scenario("The rate of an offer is the sum of its parts", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        then.Documented(Page.Search, answer.Each("Limos/Limo").Select(limo => limo.AddsUp("RateInfo")));
    }
}
