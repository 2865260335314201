using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class WhiteSpaceIsTrimmed() : Scenario("White space around a value is ignored", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search();

        var answer = await when.Sends(search.With("ServiceType", $"\n  {search["ServiceType"]}\n").With("NumPassengers", " 1 "));

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.Is("RequestData/ServiceType", search["ServiceType"]));
    }
}
