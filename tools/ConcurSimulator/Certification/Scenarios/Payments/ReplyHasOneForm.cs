using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class ReplyHasOneForm() : Scenario("A reply has exactly one form of payment", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Documented(Page.Sell, booking.Reply.HasOneChild("FormOfPayment", "CreditCard", "Cash", "Check", "DirectBilling"));
    }
}
