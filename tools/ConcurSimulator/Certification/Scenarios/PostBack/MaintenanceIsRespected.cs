using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class MaintenanceIsRespected() : Scenario("After a 503 nothing is sent for five minutes", MessageNames.PostBack)
{
    public override bool IsLast => true;

    public override async Task Play(Given given, When when, Then then)
    {
        var rest = TimeSpan.FromMinutes(5);
        var postBacks = given.PostBacks();
        given.Time(rest);
        var booking = await given.PendingBooking();
        postBacks.Answer(booking.Id, Response.Unavailable);

        await when.SupplierAccepts(booking.Id);
        var first = await when.PostBackArrives(booking.Id, _ => true);
        var second = await when.PostBackArrives(booking.Id, other => other != first, rest.TotalSeconds * 1.2);

        then.Documented(Page.HttpStatus, second.Arrives(), second.ComesAfter(first, rest));
    }
}
