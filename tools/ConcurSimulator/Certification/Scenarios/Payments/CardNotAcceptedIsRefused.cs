using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class CardNotAcceptedIsRefused()
    : Scenario("A type of card that doesn't exist is refused with the code for payment", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.AcceptedCard();
        var sell = (await given.Sell()).With("FormOfPayment/CreditCard/Type", "QQ");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "600"));
        then.Reading(Page.Sell, reply.Contains("Error/ErrorDescription", "CreditCard/Type"));
    }
}
