using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class OtherContentTypeIsRefused() : Scenario("A form or JSON is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends("{}", "application/json");

        then.Documented(Page.Search, answer.IsRefusal());
        then.Reading(Page.Search, answer.HasStatus(415));
    }
}
