using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class LocationTypeIsChecked()
    : Scenario("A LocationType that doesn't exist is refused with the code for places", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search().With("PickupLocation/LocationType", "999"));

        then.Documented(Page.Search, answer.IsRefusedWith(MessageNames.Search, "100"));
        then.Reading(Page.Search, answer.Contains("Error/ErrorDescription", "LocationType"));
    }
}
