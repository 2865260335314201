using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class ReplyHasAllElements() : Scenario("A reply has every element of the table, if need be empty", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Cancels(booking.Id);

        then.Documented(Page.Cancel, Tables.HasAllElements(reply));
    }
}
