using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class ReplyHasAllElements()
    : Scenario("A reply has every element of the table, if need be empty", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Reads(booking.Id);

        then.Documented(Page.Detail, Tables.HasAllElements(reply));
    }
}
