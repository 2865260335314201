using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class PassengerComesBack() : Scenario("The passenger is the one who was booked", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(sell => sell
            .With("PrimaryPassenger/FirstName", "Anne-Marie").With("PrimaryPassenger/LastName", "O'Neill").With("PrimaryPassenger/Phone2",
            ""));

        then.Documented(Page.Sell, Tables.Repeats(booking.Reply, booking.Sell,
            "PrimaryPassenger/FirstName", "PrimaryPassenger/LastName", "PrimaryPassenger/Phone", "PrimaryPassenger/Phone2",
            "PrimaryPassenger/CellPhone", "PrimaryPassenger/EmailAddress"));
    }
}
