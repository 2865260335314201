using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class EmptyFormsKeepThePayment() : Scenario("An Update with all forms empty keeps the payment", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();
        var update = given.Update(booking).With("FormOfPayment", "").With("FormOfPayment/Cash", "").With("FormOfPayment/Check", "")
            .With("FormOfPayment/DirectBilling", "").With("FormOfPayment/CreditCard", "").With("PickupInstructions", "Gate 2");

        var reply = await when.Sends(update);

        then.Reading(Page.Update, reply.Succeeds(MessageNames.Update));
        then.Reading(Page.Update, reply.Is("FormOfPayment/CreditCard/Type", booking.Reply["FormOfPayment/CreditCard/Type"]));
    }
}
