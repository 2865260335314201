using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class NightRideKeepsItsDay() : Scenario("A ride just after midnight keeps its day", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search();
        var start = $"{search["StartDateTime"][..11]}00:10:00";

        var answer = await when.Sends(search.With("StartDateTime", start));

        then.Documented(Page.Search, answer.Is("RequestData/StartDateTime", start));
    }
}
