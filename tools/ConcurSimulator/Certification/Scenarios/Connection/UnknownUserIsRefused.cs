using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class UnknownUserIsRefused() : Scenario("An unknown user is refused like a wrong password", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var unknown = EndpointClient.Basic("certify-nobody", given.Endpoint.Password);

        var answer = await when.Sends(given.Search(), "application/xml", unknown);

        then.Documented(Page.Search, answer.Is("Error/ErrorCode", "400"));
        then.Advice(Page.Search, answer.DisclosesNone("unknown user", "no such user"));
    }
}
