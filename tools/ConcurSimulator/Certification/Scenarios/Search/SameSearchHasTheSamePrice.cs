using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class SameSearchHasTheSamePrice() : Scenario("The same search twice has the same price", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var first = await given.Offer();

        var answer = await when.Sends(first.Search);

        then.Reading(Page.Search, answer.Is("Limos/Limo/RateInfo/Rate", first.Limo["RateInfo/Rate"]));
    }
}
