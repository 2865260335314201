using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class DeclinedCancellationCanBeRepeated()
    : Scenario("After a declined cancellation the ride can be cancelled again", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.AcceptedBooking();
        var cancelled = await when.Cancels(booking.Id);
        given.Needs(cancelled["Status"] == "XB", "The supplier accepts cancellations automatically.");
        await when.SupplierDeclines(booking.Id);

        var again = await when.Cancels(booking.Id);

        then.Reading(Page.Cancel, again.Succeeds(MessageNames.Cancel));
        then.Documented(Page.Cancel, again.IsOneOf("Status", Tables.CancelStatuses));
    }
}
