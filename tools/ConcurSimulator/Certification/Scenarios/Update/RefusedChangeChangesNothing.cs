using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class RefusedChangeChangesNothing()
    : Scenario("A refused change leaves the ride as it was", MessageNames.Update, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        await when.Sends(given.Update(booking).With("StartDateTime", given.TimeIn(TimeSpan.FromDays(-2))));
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("StartDateTime", booking.Offer.Start));
    }
}
