using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class AcceptedCancellationReadsCancelled()
    : Scenario("A cancellation that the supplier accepts reads XA", MessageNames.Cancel, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Supplier();
        var booking = await given.Booking();
        var cancelled = await when.Cancels(booking.Id);

        if (cancelled["Status"] == "XB")
            await when.SupplierAccepts(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("Status", "XA"));
        then.Advice(Page.Detail, [.. detail.AreFilled("CancelNum")]);
    }
}
