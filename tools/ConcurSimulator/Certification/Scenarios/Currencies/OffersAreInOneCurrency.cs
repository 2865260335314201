using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Currencies;

internal sealed class OffersAreInOneCurrency() : Scenario("Offer and reservation name the same currency twice", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();
        var currency = booking.Offer.Limo["RateInfo/Currency"];

        then.Documented(Page.Sell, booking.Reply.Is("Currency", currency), booking.Reply.Is("RateInfo/Currency", currency));
    }
}
