using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class MissingStartIsRefused() : Scenario("A ride without a start is refused with the code for times", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search().With("StartDateTime", ""));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "200"));
        then.Reading(Page.Search, answer.Contains("Error/ErrorDescription", "StartDateTime"));
    }
}
