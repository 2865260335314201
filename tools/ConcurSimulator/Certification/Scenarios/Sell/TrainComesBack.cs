using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class TrainComesBack() : Scenario("The traveller's train comes back", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer(given.Ride("121"));
        var booking = await given.Booking(offer, sell => sell
            .With("PickupLocation/TrainStation/Train/CarrierCode", "2V").With("PickupLocation/TrainStation/Train/TrainNumber", "130"));

        then.Documented(Page.Sell, Tables.Repeats(booking.Reply, booking.Sell,
            "PickupLocation/TrainStation/StationCode", "PickupLocation/TrainStation/Train/CarrierCode",
            "PickupLocation/TrainStation/Train/TrainNumber"));
    }
}
