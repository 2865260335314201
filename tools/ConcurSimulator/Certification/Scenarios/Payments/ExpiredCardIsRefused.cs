using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class ExpiredCardIsRefused() : Scenario("An expired card is refused with the code for payment", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var type = given.AcceptedCard();
        var sell = (await given.Sell()).With("FormOfPayment", given.ExpiredCard(type));

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "600"));
    }
}
