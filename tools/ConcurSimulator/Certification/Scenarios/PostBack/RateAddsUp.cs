using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class RateAddsUp() : Scenario("The rate of a PostBack is the sum of its parts", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "RA");

        then.Documented(Page.PostBack, postBack.AddsUp("RateInfo"));
    }
}
