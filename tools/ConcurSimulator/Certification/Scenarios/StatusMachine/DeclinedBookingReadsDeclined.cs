using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class DeclinedBookingReadsDeclined()
    : Scenario("A booking that the supplier declines reads RD", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.PendingBooking();

        await when.SupplierDeclines(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("Status", "RD"));
    }
}
