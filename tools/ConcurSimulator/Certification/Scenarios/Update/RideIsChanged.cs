using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class RideIsChanged() : Scenario("The time of a ride can be changed", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();
        var later = given.Later(booking.Offer.Start, TimeSpan.FromMinutes(30));

        var reply = await when.Sends(given.Update(booking).With("StartDateTime", later));

        then.Documented(Page.Update, reply.Succeeds(MessageNames.Update));
        then.Documented(Page.Update, reply.Is("ReservationID", booking.Id), reply.IsOneOf("Status", Tables.Statuses));
        then.Documented(Page.Update, reply.Is("StartDateTime", later));
    }
}
