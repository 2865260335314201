using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class CardWinsOverEmptyForms()
    : Scenario("A card beside empty other forms, as in the Update example, is the card", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var type = given.AcceptedCard();
        var sell = (await given.Sell()).With("FormOfPayment", given.Card(type))
            .With("FormOfPayment/Cash", "").With("FormOfPayment/Check", "").With("FormOfPayment/DirectBilling", "");

        var reply = await when.Sends(sell);

        then.Reading(Page.Sell, reply.Succeeds(MessageNames.Sell));
        then.Reading(Page.Sell, reply.HasOneChild("FormOfPayment", "CreditCard"));
    }
}
