using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class AcceptanceIsSent() : Scenario("Concur is notified that a booking was accepted", MessageNames.PostBack)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "RA");

        then.Documented(Page.PostBack, postBack.Arrives(), postBack.HasRoot("CC_LimoPostBackRequest"));
        then.Documented(Page.PostBack, postBack.Is("ReservationID", booking.Id), postBack.Is("Error/ErrorCode", ""));
    }
}
