using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class GetIsNotAllowed() : Scenario("Only POST is allowed", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Gets(Call.Endpoint, given.Endpoint.Authorization);

        then.Documented(Page.Overview, answer.IsNotOk());
        then.Reading(Page.Overview, answer.HasStatus(405));
    }
}
