using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class CardComesBack() : Scenario("The card of a reply has type, number and expiration", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var type = given.AcceptedCard();
        var booking = await given.Booking(sell => sell.With("FormOfPayment", given.Card(type)));

        then.Documented(Page.Sell, booking.Reply.AreFilled("FormOfPayment/CreditCard/Type", "FormOfPayment/CreditCard/Number"));
        then.Documented(Page.Sell, booking.Reply.Matches(
            "FormOfPayment/CreditCard/Expiration", @"\d{4}-\d\d-\d\d", "a date such as 2013-02-19"));
    }
}
