using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class ReplyHasDocumentedCodes() : Scenario("The codes of a reply are those of its tables", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Documented(Page.Sell, Tables.HasDocumentedCodes(booking.Reply));
    }
}
