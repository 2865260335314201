using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Speed;

internal sealed class DetailIsAnsweredInOneSecond()
    : Scenario("95 of 100 readings are answered in less than 1 second", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        for (var count = 0; count < 20; count++)
            await when.Reads(booking.Id);

        then.Reading(Page.Overview, when.Percentile95IsBelow(MessageNames.ReservationDetail, TimeSpan.FromSeconds(1)));
    }
}
