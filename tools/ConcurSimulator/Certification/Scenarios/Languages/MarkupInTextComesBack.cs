using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Languages;

internal sealed class MarkupInTextComesBack()
    : Scenario("Characters that XML reserves come back as text", MessageNames.Sell, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(sell => sell.With("PickupInstructions", "Gate <B> & \"north\" side"));

        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("PickupInstructions", "Gate <B> & \"north\" side"));
    }
}
