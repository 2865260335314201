using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class WrongPasswordIsRefused()
    : Scenario("A wrong password is refused, with the error code for credentials", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var wrong = EndpointClient.Basic(given.Endpoint.User, "certify-wrong-password");

        var answer = await when.Sends(given.Search(), "application/xml", wrong);

        then.Documented(Page.Search, answer.Is("Error/ErrorCode", "400"));
        then.Reading(Page.Search, answer.HasStatus(401), answer.IsReplyTo(MessageNames.Search));
        then.Reading(Page.Search, answer.HasHeader("WWW-Authenticate", value => value.StartsWith("Basic", StringComparison.Ordinal),
        "Basic, with a realm"));
    }
}
