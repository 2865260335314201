using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class ContentTypeMayBeMissing() : Scenario("The Content-Type of a request is optional", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Cancel(given.UnknownId()), null, given.Endpoint.Authorization);

        then.Documented(Page.Cancel, answer.IsRefusedWith(MessageNames.Cancel, "800"));
    }
}
