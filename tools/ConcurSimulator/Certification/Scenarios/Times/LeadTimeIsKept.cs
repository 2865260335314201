using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class LeadTimeIsKept() : Scenario("A ride within the lead time is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.LeadTimeHours is > 0, "The profile names no lead time.");
        var soon = given.TimeIn(TimeSpan.FromHours(given.Profile.LeadTimeHours!.Value) - TimeSpan.FromMinutes(30));

        var answer = await when.Sends(given.Search().With("StartDateTime", soon));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "200"));
    }
}
