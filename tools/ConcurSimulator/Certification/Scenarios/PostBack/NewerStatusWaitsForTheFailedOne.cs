using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class NewerStatusWaitsForTheFailedOne() : Scenario("No newer status overtakes one that failed", MessageNames.PostBack)
{
    public override bool IsLast => true;

    public override async Task Play(Given given, When when, Then then)
    {
        var postBacks = given.PostBacks();
        given.Time(TimeSpan.FromSeconds(given.Profile.PostBackRetrySeconds));
        var booking = await given.PendingBooking();
        postBacks.Answer(booking.Id, Response.Failure);

        await when.SupplierAccepts(booking.Id);
        await when.PostBackArrives(booking.Id, "RA");
        await when.SupplierCancels(booking.Id);
        await when.PostBackArrives(booking.Id, other => other.Status == "XA", given.Profile.PostBackRetrySeconds + 10);
        var all = await when.AllPostBacksArrived(booking.Id);

        then.Reading(Page.PostBack, ReceivedPostBack.IsNeverOlder(all, "RA", "XA"));
    }
}
