using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Languages;

internal sealed class LanguageComesBack()
    : Scenario("The traveller's language comes back", MessageNames.Sell, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(sell => sell.With("LanguageCode", "fr-ca"));

        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Sell, booking.Reply.Is("LanguageCode", "fr-ca"));
        then.Documented(Page.Detail, detail.Is("LanguageCode", "fr-ca"));
    }
}
