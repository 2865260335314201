using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class PlacesComeBack() : Scenario("The places are those that were booked", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(await given.Offer(given.RideFromAddress()), sell => sell
            .With("PickupLocation/ExtraNotes", "Ring doorbell"));

        then.Documented(Page.Sell, Tables.Repeats(booking.Reply, booking.Sell,
            "PickupLocation/LocationType", "PickupLocation/Address", "PickupLocation/City", "PickupLocation/State",
            "PickupLocation/Country",
            "PickupLocation/PostalCode", "PickupLocation/ExtraNotes", "DropoffLocation/LocationType"));
    }
}
