using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class IdMayHaveSpaces() : Scenario("White space around an id is ignored", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Reads($"\n  {booking.Id}\n");

        then.Reading(Page.Detail, reply.Is("ReservationID", booking.Id));
    }
}
