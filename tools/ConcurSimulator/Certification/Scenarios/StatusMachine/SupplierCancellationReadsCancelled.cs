using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class SupplierCancellationReadsCancelled()
    : Scenario("A ride that the supplier cancels reads XA", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.AcceptedBooking();

        await when.SupplierCancels(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("Status", "XA"));
    }
}
