using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class MessageHasAllElements()
    : Scenario("A PostBack has every element of the table, in the order of the example", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, _ => true);

        then.Documented(Page.PostBack, Tables.HasAllElements(postBack));
        then.Reading(Page.PostBack, Tables.HasElementsInOrder(postBack));
    }
}
