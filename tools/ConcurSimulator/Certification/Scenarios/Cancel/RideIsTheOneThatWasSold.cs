using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class RideIsTheOneThatWasSold() : Scenario("The reply is about the ride that was sold", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Cancels(booking.Id);

        then.Documented(Page.Cancel, reply.HasValuesOf(booking.Reply,
            "PrimaryPassenger/LastName", "ServiceType", "StartDateTime", "RateInfo/Rate", "Vehicle/VehicleType"));
    }
}
