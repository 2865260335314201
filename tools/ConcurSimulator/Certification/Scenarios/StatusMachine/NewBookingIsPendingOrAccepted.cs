using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.StatusMachine;

internal sealed class NewBookingIsPendingOrAccepted()
    : Scenario("A new booking reads with the status that its Sell told", MessageNames.Sell, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.IsOneOf("Status", Tables.DetailStatuses));
        then.Reading(Page.Detail, detail.Is("Status", booking.Reply["Status"]));
    }
}
