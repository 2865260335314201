using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class CardNumberIsMasked()
    : Scenario("A card number is never sent back in full", MessageNames.Sell, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var type = given.AcceptedCard();
        var booking = await given.Booking(sell => sell.With("FormOfPayment", given.Card(type)));

        var detail = await when.Reads(booking.Id);

        foreach (var reply in new[] { booking.Reply, detail })
            then.Reading(Page.Sell, reply.Matches("FormOfPayment/CreditCard/Number", "[Xx*]+[0-9]{4}",
            "masked but for the last four digits"));
    }
}
