using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class RequestOfTheExampleIsSold()
    : Scenario("A Sell without places, currency and passengers, as in the example, is booked", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).Without("PickupLocation", "DropoffLocation", "Currency", "NumPassengers");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.Succeeds(MessageNames.Sell));
        then.Documented(Page.Sell, reply.AreFilled("PickupLocation/LocationType", "DropoffLocation/LocationType", "Currency"));
    }
}
