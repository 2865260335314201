using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class MaskedCardStays() : Scenario("An Update with the masked card of a reply keeps the card", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.AcceptedCard();
        var booking = await given.Booking();
        var number = booking.Reply["FormOfPayment/CreditCard/Number"];

        var reply = await when.Sends(given.Update(booking)
            .With("FormOfPayment/CreditCard/Number", number).With("PickupInstructions", "Gate 2"));

        then.Reading(Page.Update, reply.Succeeds(MessageNames.Update));
        then.Reading(Page.Update, reply.Is("FormOfPayment/CreditCard/Number", number));
    }
}
