using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class ReplyHasRequiredValues() : Scenario("A reply has every value that the table requires", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Cancels(booking.Id);

        then.Documented(Page.Cancel, Tables.HasRequiredValues(reply));
    }
}
