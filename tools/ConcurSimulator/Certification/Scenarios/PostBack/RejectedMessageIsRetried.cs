using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class RejectedMessageIsRetried()
    : Scenario("A PostBack that Concur answers with an Error is sent again", MessageNames.PostBack)
{
    public override bool IsLast => true;

    public override async Task Play(Given given, When when, Then then)
    {
        var postBacks = given.PostBacks();
        given.Time(TimeSpan.FromSeconds(given.Profile.PostBackRetrySeconds));
        var booking = await given.PendingBooking();
        postBacks.Answer(booking.Id, Response.Error);

        await when.SupplierAccepts(booking.Id);
        var first = await when.PostBackArrives(booking.Id, _ => true);
        var second = await when.PostBackArrives(booking.Id, other => other != first, given.Profile.PostBackRetrySeconds + 10);

        then.Reading(Page.PostBack, second.Arrives());
    }
}
