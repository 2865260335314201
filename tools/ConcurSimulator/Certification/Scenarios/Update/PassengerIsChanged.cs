using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class PassengerIsChanged() : Scenario("The passenger's data can be changed", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Sends(given.Update(booking).With("PrimaryPassenger/CellPhone", "5559876543"));

        then.Documented(Page.Update, reply.Is("PrimaryPassenger/CellPhone", "5559876543"));
        then.Documented(Page.Update, reply.Is("PrimaryPassenger/LastName", booking.Sell["PrimaryPassenger/LastName"]));
    }
}
