using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class StartComesBackAsSent()
    : Scenario("The start of a ride comes back as the moment that was booked", MessageNames.Sell, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Sell, booking.Reply.Is("StartDateTime", booking.Offer.Start));
        then.Documented(Page.Detail, detail.Is("StartDateTime", booking.Offer.Start));
    }
}
