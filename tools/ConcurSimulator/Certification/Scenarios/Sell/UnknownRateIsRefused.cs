using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class UnknownRateIsRefused() : Scenario("A rate that doesn't exist is refused", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).With("RateInfo/RateID", "certify-unknown").With("RateInfo/CategoryCode", "");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "300", "500"));
        then.Documented(Page.Sell, reply.Is("ReservationID", ""));
    }
}
