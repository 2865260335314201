using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class GarbageIsRefused() : Scenario("A body that isn't XML is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends("Hello, Concur!");

        then.Documented(Page.Search, answer.IsRefusal());
        then.Reading(Page.Search, answer.HasStatus(400), answer.HasRoot("Error"));
    }
}
