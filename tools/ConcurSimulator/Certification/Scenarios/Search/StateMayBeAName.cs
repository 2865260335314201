using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class StateMayBeAName() : Scenario("A state may be given by its name", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var ride = given.RideFromAddress();
        given.Needs(ride.Pickup is { Country: "US", State: "VA" }, "The profile's address isn't in Virginia.");

        var answer = await when.Sends(given.Search(ride).With("PickupLocation/State", "Virginia"));

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.Is("RequestData/PickupLocation/State", "VA"));
    }
}
