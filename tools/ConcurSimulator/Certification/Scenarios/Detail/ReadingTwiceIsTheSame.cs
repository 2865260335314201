using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class ReadingTwiceIsTheSame() : Scenario("Reading changes nothing", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var first = await when.Reads(booking.Id);
        var second = await when.Reads(booking.Id);

        then.Reading(Page.Detail, second.Is("Status", first["Status"]), second.Is("RateInfo/Rate", first["RateInfo/Rate"]));
    }
}
