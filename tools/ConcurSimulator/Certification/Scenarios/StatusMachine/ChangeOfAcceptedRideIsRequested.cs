using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class ChangeOfAcceptedRideIsRequested()
    : Scenario("A change of an accepted ride is requested or accepted", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.AcceptedBooking();

        var reply = await when.Sends(given.Update(booking).With("PickupInstructions", "Gate 2"));

        then.Documented(Page.Update, reply.IsOneOf("Status", "CB", "CA"));
        then.Documented(Page.Update, reply.Is("PickupInstructions", "Gate 2"));
    }
}
