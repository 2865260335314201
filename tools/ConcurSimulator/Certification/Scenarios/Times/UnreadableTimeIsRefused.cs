using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class UnreadableTimeIsRefused()
    : Scenario("A time that doesn't exist is refused with the code for times", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search().With("StartDateTime", "2031-02-30T25:00:00"));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "200"));
    }
}
