using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class AcknowledgedMessageIsNotRepeated()
    : Scenario("A PostBack that was acknowledged isn't sent again", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        await when.PostBackArrives(booking.Id, "RA");
        var all = await when.AllPostBacksArrived(booking.Id);

        then.Documented(Page.PostBack, ReceivedPostBack.IsOnce(all));
    }
}
