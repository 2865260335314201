using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class AddressNeedsAStreet() : Scenario("A ride can't be moved to an address without a street", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(await given.Offer(given.RideFromAddress()), sell => sell);

        var reply = await when.Sends(given.Update(booking).With("PickupLocation/Address", ""));

        then.Documented(Page.Update, reply.IsRefusedWith(MessageNames.Update, "100"));
    }
}
