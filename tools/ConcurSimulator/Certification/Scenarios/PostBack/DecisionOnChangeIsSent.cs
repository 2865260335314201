using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class DecisionOnChangeIsSent() : Scenario("Concur is notified of the decision on a change", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.AcceptedBooking();
        var change = await when.Sends(given.Update(booking).With("PickupInstructions", "Gate 2"));
        given.Needs(change["Status"] == "CB", "The supplier accepts changes automatically.");

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "CA");

        then.Documented(Page.PostBack, postBack.Arrives(), postBack.Is("PickupInstructions", "Gate 2"));
    }
}
