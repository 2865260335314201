using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class EndBeforeStartIsRefused() : Scenario("An hourly ride that ends before it starts is refused", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.Ride("200"));
        var before = given.Later(search["StartDateTime"], TimeSpan.FromHours(-1));

        var answer = await when.Sends(search.With("EndDateTime", before));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "200"));
        then.Reading(Page.Search, answer.Contains("Error/ErrorDescription", "EndDateTime"));
    }
}
