using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class EmptyTextClears() : Scenario("An empty text clears what was there", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Sends(given.ShortUpdate(booking.Id).With("PickupInstructions", ""));

        then.Reading(Page.Update, reply.Is("PickupInstructions", ""));
    }
}
