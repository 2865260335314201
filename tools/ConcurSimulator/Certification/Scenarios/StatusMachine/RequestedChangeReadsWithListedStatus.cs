using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class RequestedChangeReadsWithListedStatus()
    : Scenario("While a change waits, Detail has one of its own six statuses", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.AcceptedBooking();
        await when.Sends(given.Update(booking).With("PickupInstructions", "Gate 2"));

        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.IsOneOf("Status", Tables.DetailStatuses));
        then.Reading(Page.Detail, detail.IsOneOf("Status", "RB", "RA"));
    }
}
