using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class UnknownMessageIsRefused() : Scenario("A message that the protocol doesn't have is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends("<CC_LimoTeleportRequest/>");

        then.Documented(Page.Overview, answer.IsRefusal());
        then.Reading(Page.Overview, answer.HasStatus(400), answer.HasRoot("Error"));
    }
}
