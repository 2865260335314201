using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class ElementsMayBeInAnyOrder() : Scenario("The order of a request's elements doesn't matter", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search();

        var answer = await when.Sends(search.Reversed());

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.Is("RequestData/StartDateTime", search["StartDateTime"]));
    }
}
