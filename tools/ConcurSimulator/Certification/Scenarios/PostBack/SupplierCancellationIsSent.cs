using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class SupplierCancellationIsSent() : Scenario("Concur is notified that the supplier cancelled", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.AcceptedBooking();

        await when.SupplierCancels(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "XA");

        then.Documented(Page.PostBack, postBack.Arrives());
    }
}
