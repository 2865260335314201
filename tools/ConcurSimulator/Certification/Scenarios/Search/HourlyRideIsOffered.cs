using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class HourlyRideIsOffered() : Scenario("An hourly ride is offered at an hourly rate", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search(given.Ride("200")));

        then.Documented(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Documented(Page.Search, answer.Is("Limos/Limo/RateInfo/RateTypeCode", "H"));
    }
}
