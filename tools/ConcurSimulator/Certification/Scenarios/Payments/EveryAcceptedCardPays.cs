using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class EveryAcceptedCardPays() : Scenario("Each card that is offered pays for a ride", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.Cards.Count > 0, "The profile names no card.");
        foreach (var type in given.Profile.Cards)
        {
            var sell = (await given.Sell()).Without("FormOfPayment").With("FormOfPayment", given.Card(type));

            var reply = await when.Sends(sell);

            then.Documented(Page.Sell, reply.Succeeds(MessageNames.Sell));
            then.Documented(Page.Sell, reply.Is("FormOfPayment/CreditCard/Type", type));
        }
    }
}
