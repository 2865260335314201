using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class OtherPriceIsRefused() : Scenario("A price that wasn't offered is refused", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).With("RateInfo/Rate", "1.00");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "500"));
        then.Documented(Page.Sell, reply.Is("ReservationID", ""));
    }
}
