using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class UnknownElementsAreIgnored() : Scenario("Elements that the protocol doesn't have are ignored", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search().With("LoyaltyNumber", "12345").With("PickupLocation/What3Words", "one.two.three");

        var answer = await when.Sends(search);

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
    }
}
