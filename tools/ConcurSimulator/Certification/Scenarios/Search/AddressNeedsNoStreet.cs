using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class AddressNeedsNoStreet() : Scenario("An address is priced without its street", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.RideFromAddress()).With("PickupLocation/Address", "");

        var answer = await when.Sends(search);

        then.Reading(Page.Search, answer.Succeeds(MessageNames.Search));
        then.Reading(Page.Search, answer.AreFilled("Limos/Limo"));
    }
}
