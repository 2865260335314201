using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Languages;

internal sealed class UnlistedLanguageIsNotSentBack() : Scenario("A reply has a listed language, whatever was asked for", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(sell => sell.With("LanguageCode", "de-at"));

        then.Documented(Page.Sell, booking.Reply.IsOneOf("LanguageCode", Tables.Languages));
        then.Reading(Page.Sell, booking.Reply.Is("LanguageCode", "de"));
    }
}
