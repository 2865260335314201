using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class StationMayBeAName() : Scenario("A train station may be given by its name", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var ride = given.Ride("120", "121");
        var (name, place) = ride.Pickup.Type == "300" ? ("PickupLocation", ride.Pickup) : ("DropoffLocation", ride.Dropoff);
        given.Needs(place.StationName.Length > 0, "The profile doesn't name the station.");

        var answer = await when.Sends(given.Search(ride).With($"{name}/TrainStation/StationCode", ""));

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.Is($"RequestData/{name}/TrainStation/StationName", place.StationName));
    }
}
