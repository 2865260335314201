using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class ReplyIsValid() : Scenario("A reply is valid against our schema", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Sends(given.Update(booking).With("PickupInstructions", "Gate 2"));

        then.Reading(Page.Update, reply.IsValid());
    }
}
