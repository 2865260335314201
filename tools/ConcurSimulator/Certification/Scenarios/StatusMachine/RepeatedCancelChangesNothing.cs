using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class RepeatedCancelChangesNothing()
    : Scenario("A ride that is cancelled stays cancelled by a second Cancel", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.CancelledBooking();

        var again = await when.Cancels(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Cancel, again.IsEmptyOrOneOf("Error/ErrorCode", "800"), again.IsEmptyOrOneOf("Status", "XA"));
        then.Documented(Page.Detail, detail.Is("Status", "XA"));
        then.Reading(Page.Cancel, again.Is("Error/ErrorCode", ""));
    }
}
