using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Speed;

internal sealed class SearchIsAnsweredInFourSeconds()
    : Scenario("95 of 100 searches are answered in less than 4 seconds", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        for (var count = 0; count < 20; count++)
            await when.Sends(given.Search());

        then.Reading(Page.Overview, when.Percentile95IsBelow(MessageNames.Search, TimeSpan.FromSeconds(4)));
    }
}
