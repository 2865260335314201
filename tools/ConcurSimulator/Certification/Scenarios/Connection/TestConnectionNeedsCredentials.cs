using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class TestConnectionNeedsCredentials()
    : Scenario("The connection test with a wrong password isn't answered with 200", MessageNames.TestConnection)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var wrong = EndpointClient.Basic(given.Endpoint.User, "certify-wrong-password");

        var answer = await when.Gets(Call.TestConnection, wrong);

        then.Documented(Page.Connectors, answer.HasStatus(401, 403));
    }
}
