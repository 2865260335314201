using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Times;

internal sealed class FlightTimeIsNotConverted() : Scenario("The time of a flight is local and comes back as sent", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer(given.Ride("110"));
        var departs = given.Later(offer.Start, TimeSpan.FromHours(2));
        var booking = await given.Booking(offer, sell => sell
            .With("DropoffLocation/Airport/Flight/CarrierCode", "UA").With("DropoffLocation/Airport/Flight/FlightNumber", "333")
            .With("DropoffLocation/Airport/Flight/DepartureDateTime", departs));

        then.Reading(Page.Sell, booking.Reply.Is("DropoffLocation/Airport/Flight/DepartureDateTime", departs));
    }
}
