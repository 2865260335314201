using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class RepliesHaveTheDocumentedFormat() : Scenario("Times in a reply have date, T and time to the second", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Documented(Page.Sell, Tables.HasDocumentedTimes(booking.Reply));
    }
}
