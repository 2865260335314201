using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class AddressNeedsAStreet() : Scenario("A ride from an address without its street is refused", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer(given.RideFromAddress());
        var sell = given.Sell(offer).With("PickupLocation/Address", "");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "100"));
    }
}
