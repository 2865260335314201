using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class EmptySearchIsRefused() : Scenario("An empty Search is refused with one of its codes", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends("<CC_LimoSearchRequest/>");

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, Tables.SearchErrors));
        then.Documented(Page.Search, answer.ExplainsError());
    }
}
