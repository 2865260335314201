using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class AcceptedBookingReadsAccepted()
    : Scenario("A booking that the supplier accepts reads RA", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("Status", "RA"));
        then.Advice(Page.Detail, [.. detail.AreFilled("ConfNum")]);
    }
}
