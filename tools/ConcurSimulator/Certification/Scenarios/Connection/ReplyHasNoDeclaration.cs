using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class ReplyHasNoDeclaration()
    : Scenario("A reply is plain XML as in the examples: no declaration, no namespace", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        then.Documented(Page.Search, answer.HasNoNamespace());
        then.Reading(Page.Search, answer.HasNoDeclaration());
    }
}
