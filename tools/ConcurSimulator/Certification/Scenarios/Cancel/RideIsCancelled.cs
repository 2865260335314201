using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class RideIsCancelled() : Scenario("A booked ride can be cancelled", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Cancels(booking.Id);

        then.Documented(Page.Cancel, reply.Succeeds(MessageNames.Cancel));
        then.Documented(Page.Cancel, reply.Is("ReservationID", booking.Id), reply.IsOneOf("Status", "XB", "XA"));
    }
}
