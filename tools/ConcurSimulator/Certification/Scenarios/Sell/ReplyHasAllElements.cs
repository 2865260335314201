using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class ReplyHasAllElements() : Scenario("A reply has every element of the table, if need be empty", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Documented(Page.Sell, Tables.HasAllElements(booking.Reply));
    }
}
