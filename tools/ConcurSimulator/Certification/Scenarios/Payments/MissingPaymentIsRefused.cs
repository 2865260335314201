using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class MissingPaymentIsRefused()
    : Scenario("A ride that nobody pays is refused with the code for payment", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).Without("FormOfPayment");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "600"));
        then.Documented(Page.Sell, reply.Is("ReservationID", ""));
    }
}
