using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class DeclinedBookingIsNotCancelled() : Scenario("A declined booking can't be cancelled", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.PendingBooking();
        await when.SupplierDeclines(booking.Id);

        var reply = await when.Cancels(booking.Id);

        then.Documented(Page.Cancel, reply.IsRefusedWith(MessageNames.Cancel, "800"));
    }
}
