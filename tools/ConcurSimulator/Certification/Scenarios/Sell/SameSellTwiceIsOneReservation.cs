using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class SameSellTwiceIsOneReservation() : Scenario("The same Sell twice books one ride", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var again = await when.Sends(booking.Sell);

        then.Reading(Page.Sell, again.Is("ReservationID", booking.Id));
    }
}
