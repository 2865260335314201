using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class CorrelationIdComesBack() : Scenario("The correlation id of a call comes back with its answer", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        then.Advice(Page.Partners, answer.HasHeader(CorrelationIds.Header, id => id == answer.Exchange.Call.CorrelationId,
        "the id of the request"));
    }
}
