using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class FailedMessageIsRetried() : Scenario("A PostBack that failed is sent again, the same", MessageNames.PostBack)
{
    public override bool IsLast => true;

    public override async Task Play(Given given, When when, Then then)
    {
        var postBacks = given.PostBacks();
        given.Time(TimeSpan.FromSeconds(given.Profile.PostBackRetrySeconds));
        var booking = await given.PendingBooking();
        postBacks.Answer(booking.Id, Response.Failure);

        await when.SupplierAccepts(booking.Id);
        var first = await when.PostBackArrives(booking.Id, _ => true);
        var second = await when.PostBackArrives(booking.Id, other => other != first, given.Profile.PostBackRetrySeconds + 10);

        then.Documented(Page.HttpStatus, second.Arrives());
        then.Reading(Page.PostBack, second.HasBodyOf(first));
    }
}
