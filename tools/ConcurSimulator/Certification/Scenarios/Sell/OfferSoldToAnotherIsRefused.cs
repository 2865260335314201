using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class OfferSoldToAnotherIsRefused() : Scenario("An offer that was sold isn't sold to another passenger", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Sends(booking.Sell.With("PrimaryPassenger/LastName", "Somebody"));

        then.Reading(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "500"));
        then.Reading(Page.Sell, reply.IsNot("ReservationID", booking.Id));
    }
}
