using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.PostBack;

internal sealed class MessageSaysWhatDetailSays()
    : Scenario("A PostBack and Detail tell the same", MessageNames.PostBack, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.PostBacks();
        var booking = await given.PendingBooking();

        await when.SupplierAccepts(booking.Id);
        var postBack = await when.PostBackArrives(booking.Id, "RA");
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.PostBack, postBack.HasValuesOf(detail,
            "Status", "ConfNum", "PrimaryPassenger/LastName", "StartDateTime", "PickupLocation/Address", "RateInfo/Rate", "Currency",
            "Vehicle/VehicleType"));
    }
}
