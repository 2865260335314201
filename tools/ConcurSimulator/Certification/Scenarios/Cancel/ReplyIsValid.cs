using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class ReplyIsValid() : Scenario("A reply is valid against our schema", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Cancels(booking.Id);

        then.Reading(Page.Cancel, reply.IsValid());
    }
}
