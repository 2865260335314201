using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class RideOnRequestHasAReason() : Scenario("A ride without a price says why", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.RideOnRequest());

        var answer = await when.Sends(search);

        then.Documented(Page.Search, answer.Is("Limos/Limo/RateInfo/RateTypeCode", "N"));
        then.Documented(Page.Search, answer.AreFilled("Limos/Limo/RateInfo/NoRateText"));
    }
}
