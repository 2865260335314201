using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class LocationTypeMayBeMissing()
    : Scenario("Without a LocationType the place is what its elements say", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.RideFromAddress()).Without("PickupLocation/LocationType");

        var answer = await when.Sends(search);

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.Is("RequestData/PickupLocation/LocationType", "100"));
    }
}
