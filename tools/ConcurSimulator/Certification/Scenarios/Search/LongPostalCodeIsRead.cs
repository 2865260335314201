using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class LongPostalCodeIsRead() : Scenario("A US postal code may have nine digits", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var ride = given.RideFromAddress();
        given.Needs(ride.Pickup is { Country: "US", PostalCode.Length: 5 }, "The profile's address has no US postal code.");
        var search = given.Search(ride).With("PickupLocation/PostalCode", $"{ride.Pickup.PostalCode}-3320");

        var answer = await when.Sends(search);

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.AreFilled("Limos/Limo"));
    }
}
