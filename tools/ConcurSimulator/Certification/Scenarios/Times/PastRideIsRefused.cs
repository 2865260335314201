using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class PastRideIsRefused() : Scenario("A ride in the past is refused with the code for times", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search().With("StartDateTime", given.TimeIn(TimeSpan.FromDays(-2)));

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "200"));
        then.Advice(Page.Search, answer.Contains("Error/ErrorDescription", "StartDateTime"));
    }
}
