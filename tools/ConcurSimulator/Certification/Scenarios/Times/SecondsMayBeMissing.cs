using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class SecondsMayBeMissing() : Scenario("A time without seconds, as in the Search example, is read", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search();
        var start = search["StartDateTime"];

        var answer = await when.Sends(search.With("StartDateTime", start[..^3]));

        then.Documented(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Documented(Page.Search, answer.Is("RequestData/StartDateTime", start));
    }
}
