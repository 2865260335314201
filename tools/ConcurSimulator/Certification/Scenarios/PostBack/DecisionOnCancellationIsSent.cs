using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class DecisionOnCancellationIsSent()
    : Scenario("Concur is notified of the decision on a cancellation", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.AcceptedBooking();
        var cancelled = await when.Cancels(booking.Id);
        given.Needs(cancelled["Status"] == "XB", "The supplier accepts cancellations automatically.");

        await when.SupplierDeclines(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "XD");

        then.Documented(Page.PostBack, postBack.Arrives());
    }
}
