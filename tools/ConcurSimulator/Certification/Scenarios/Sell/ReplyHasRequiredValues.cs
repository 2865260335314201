using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class ReplyHasRequiredValues() : Scenario("A reply has every value that the table requires", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Documented(Page.Sell, Tables.HasRequiredValues(booking.Reply));
    }
}
