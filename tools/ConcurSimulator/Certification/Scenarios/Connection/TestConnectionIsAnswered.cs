using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class TestConnectionIsAnswered() : Scenario("The connection test is answered with 200", MessageNames.TestConnection)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Gets(Call.TestConnection, given.Endpoint.Authorization);

        then.Documented(Page.Connectors, answer.HasStatus(200));
    }
}
