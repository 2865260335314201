using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class DeclinedCancellationReadsDeclined()
    : Scenario("A cancellation that the supplier declines reads XD", MessageNames.Cancel, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.AcceptedBooking();
        var cancelled = await when.Cancels(booking.Id);
        given.Needs(cancelled["Status"] == "XB", "The supplier accepts cancellations automatically.");

        await when.SupplierDeclines(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("Status", "XD"));
    }
}
