using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Speed;

internal sealed class BookingIsAnsweredInFiveSeconds()
    : Scenario("95 of 100 bookings are answered in less than 5 seconds", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        for (var count = 0; count < 5; count++)
            await when.Sends(await given.Sell());

        then.Reading(Page.Overview, when.Percentile95IsBelow(MessageNames.Sell, TimeSpan.FromSeconds(5)));
    }
}
