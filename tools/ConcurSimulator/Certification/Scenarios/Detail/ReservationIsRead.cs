using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class ReservationIsRead() : Scenario("A booked ride can be read", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Reads(booking.Id);

        then.Documented(Page.Detail, reply.Succeeds(MessageNames.ReservationDetail));
        then.Documented(Page.Detail, reply.Is("ReservationID", booking.Id), reply.IsOneOf("Status", Tables.DetailStatuses));
    }
}
