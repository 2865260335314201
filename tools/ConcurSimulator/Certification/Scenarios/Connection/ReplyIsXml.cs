using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class ReplyIsXml() : Scenario("A reply is application/xml", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        then.Documented(Page.Search, answer.HasStatus(200), answer.HasXmlType());
    }
}
