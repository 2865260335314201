using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class MessageHasRequiredValues() : Scenario("A PostBack has every value that the table requires", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, _ => true);

        then.Documented(Page.PostBack, Tables.HasRequiredValues(postBack));
        then.Documented(Page.PostBack, postBack.IsOneOf("Status", Tables.Statuses));
    }
}
