using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class DeclinedChangeLeavesTheRide()
    : Scenario("After a declined change the ride is what it was", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.AcceptedBooking();
        var change = await when.Sends(given.Update(booking).With("PickupInstructions", "Gate 2"));
        given.Needs(change["Status"] == "CB", "The supplier accepts changes automatically.");

        await when.SupplierDeclines(booking.Id);
        var detail = await when.Reads(booking.Id);

        then.Reading(Page.Detail, detail.Is("PickupInstructions", booking.Sell["PickupInstructions"]), detail.Is("Status", "RA"));
    }
}
