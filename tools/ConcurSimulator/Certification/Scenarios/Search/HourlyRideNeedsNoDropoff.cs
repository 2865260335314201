using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class HourlyRideNeedsNoDropoff() : Scenario("An hourly search without a drop-off is as directed", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.Ride("200")).Without("DropoffLocation");

        var answer = await when.Sends(search);

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.Is("RequestData/DropoffLocation/LocationType", "400"));
    }
}
