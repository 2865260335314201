using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class LargeRequestIsRefused() : Scenario("A request of 300 KB is refused, and not processed", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search().With("PickupInstructions", new string('x', 300 * 1024));

        var answer = await when.Sends(search);

        then.Reading(Page.Search, answer.HasStatus(413));
    }
}
