using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class CancelledRideIsNotChanged() : Scenario("A cancelled ride can't be changed", MessageNames.Cancel, MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.CancelledBooking();

        var reply = await when.Sends(given.Update(booking).With("PickupInstructions", "Gate 2"));

        then.Documented(Page.Update, reply.IsRefusedWith(MessageNames.Update, Tables.SellErrors));
    }
}
