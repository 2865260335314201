using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class DeclineIsSent() : Scenario("Concur is notified that a booking was declined", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierDeclines(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "RD");

        then.Documented(Page.PostBack, postBack.Arrives());
        then.Advice(Page.PostBack, [.. postBack.AreFilled("ProviderFeedback")]);
    }
}
