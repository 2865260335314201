using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class EndOfHourlyRideComesBack()
    : Scenario("The end of an hourly ride comes back as sent", MessageNames.Sell, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer(given.Ride("200"));
        var booking = await given.Booking(offer, sell => sell);

        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("EndDateTime", offer.Search["EndDateTime"]));
    }
}
