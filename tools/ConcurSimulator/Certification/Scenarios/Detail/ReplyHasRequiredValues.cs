using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class ReplyHasRequiredValues() : Scenario("A reply has every value that the table requires", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Reads(booking.Id);

        then.Documented(Page.Detail, Tables.HasRequiredValues(reply));
    }
}
