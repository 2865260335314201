using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class ReplyHasElementsInOrder() : Scenario("A reply has the elements of the example, in its order", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Reading(Page.Sell, Tables.HasElementsInOrder(booking.Reply));
    }
}
