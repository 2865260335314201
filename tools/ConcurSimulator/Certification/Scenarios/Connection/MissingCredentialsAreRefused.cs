using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class MissingCredentialsAreRefused()
    : Scenario("A call without credentials is refused, with the error code for credentials", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search(), "application/xml", null);

        then.Documented(Page.Search, answer.Is("Error/ErrorCode", "400"));
        then.Reading(Page.Search, answer.HasStatus(401));
    }
}
