using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class MessageHasDocumentedCodes() : Scenario("The codes of a PostBack are those of its tables", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, _ => true);

        then.Documented(Page.PostBack, Tables.HasDocumentedCodes(postBack));
        then.Documented(Page.PostBack, Tables.HasDocumentedTimes(postBack));
    }
}
