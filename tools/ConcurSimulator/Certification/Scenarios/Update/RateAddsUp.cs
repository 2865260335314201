using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class RateAddsUp() : Scenario("The rate after a change is the sum of its parts", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Sends(given.Update(booking).With("PickupInstructions", "Gate 2"));

        then.Documented(Page.Update, reply.AddsUp("RateInfo"));
    }
}
