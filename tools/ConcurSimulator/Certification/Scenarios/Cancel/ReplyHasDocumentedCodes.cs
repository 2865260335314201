using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class ReplyHasDocumentedCodes() : Scenario("The codes of a reply are those of its tables", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Cancels(booking.Id);

        then.Documented(Page.Cancel, Tables.HasDocumentedCodes(reply));
        then.Documented(Page.Cancel, Tables.HasDocumentedTimes(reply));
    }
}
