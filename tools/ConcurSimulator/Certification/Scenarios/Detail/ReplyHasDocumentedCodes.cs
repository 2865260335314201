using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class ReplyHasDocumentedCodes() : Scenario("The codes of a reply are those of its tables", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Reads(booking.Id);

        then.Documented(Page.Detail, Tables.HasDocumentedCodes(reply));
        then.Documented(Page.Detail, Tables.HasDocumentedTimes(reply));
    }
}
