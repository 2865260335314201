using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Speed;

internal sealed class CancelIsAnsweredInFiveSeconds() : Scenario("A cancellation is answered in less than 5 seconds", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        await when.Cancels(booking.Id);

        then.Reading(Page.Overview, when.Percentile95IsBelow(MessageNames.Cancel, TimeSpan.FromSeconds(5)));
    }
}
