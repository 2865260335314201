using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Languages;

internal sealed class PortugueseOfTheDetailTableIsRead()
    : Scenario("bt-br, as one table spells it, is Brazilian Portuguese", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(sell => sell.With("LanguageCode", "bt-br"));

        then.Reading(Page.Sell, booking.Reply.Is("LanguageCode", "pt-br"));
    }
}
