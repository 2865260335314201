using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class TextXmlIsAccepted() : Scenario("A request may be text/xml", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search(), "text/xml; charset=utf-8", given.Endpoint.Authorization);

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
    }
}
