using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class OffsetIsConverted() : Scenario("A time with an offset is converted", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.TimesAre == "gmt", "The endpoint's times are local.");
        var search = given.Search();
        var local = given.Later(search["StartDateTime"], TimeSpan.FromHours(-5));

        var answer = await when.Sends(search.With("StartDateTime", local + "-05:00"));

        then.Reading(Page.Search, answer.Is("RequestData/StartDateTime", search["StartDateTime"]));
    }
}
