using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class ZuluTimeIsRead() : Scenario("A time with Z is GMT", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.TimesAre == "gmt", "The endpoint's times are local.");
        var search = given.Search();

        var answer = await when.Sends(search.With("StartDateTime", search["StartDateTime"] + "Z"));

        then.Reading(Page.Search, answer.Is("RequestData/StartDateTime", search["StartDateTime"]));
    }
}
