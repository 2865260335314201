using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class CancellationIsKept()
    : Scenario("A cancelled ride reads as cancelled", MessageNames.Cancel, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        await when.Cancels(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.IsOneOf("Status", "XB", "XA"));
    }
}
