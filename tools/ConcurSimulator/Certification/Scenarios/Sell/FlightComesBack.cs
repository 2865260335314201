using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class FlightComesBack() : Scenario("The traveller's flight comes back", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer(given.Ride("110"));
        var booking = await given.Booking(offer, sell => sell
            .With("DropoffLocation/Airport/Flight/CarrierCode", "UA").With("DropoffLocation/Airport/Flight/FlightNumber", "333"));

        then.Documented(Page.Sell, Tables.Repeats(booking.Reply, booking.Sell,
            "DropoffLocation/Airport/AirportCode", "DropoffLocation/Airport/Flight/CarrierCode",
            "DropoffLocation/Airport/Flight/FlightNumber"));
    }
}
