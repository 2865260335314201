using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class OrderIsKept() : Scenario("Statuses arrive in the order in which they came about", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        await when.PostBackArrives(booking.Id, "RA");
        await when.SupplierCancels(booking.Id);
        await when.PostBackArrives(booking.Id, "XA");
        var all = await when.AllPostBacksArrived(booking.Id);

        then.Documented(Page.PostBack, ReceivedPostBack.AreInOrder(all, "RA", "XA"));
    }
}
