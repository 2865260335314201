using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class ReplyHasElementsInOrder()
    : Scenario("A reply has the elements of the example, in its order", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Reads(booking.Id);

        then.Reading(Page.Detail, Tables.HasElementsInOrder(reply));
    }
}
