using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class RideIsSold() : Scenario("A ride that was offered can be booked", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = await given.Sell();

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.Succeeds(MessageNames.Sell));
        then.Documented(Page.Sell, reply.AreFilled("ReservationID"));
        then.Documented(Page.Sell, reply.IsOneOf("Status", Tables.SellStatuses));
    }
}
