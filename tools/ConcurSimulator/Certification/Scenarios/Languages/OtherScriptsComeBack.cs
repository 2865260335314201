using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Languages;

internal sealed class OtherScriptsComeBack()
    : Scenario("Names in other scripts come back unchanged", MessageNames.Sell, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(sell => sell
            .With("PrimaryPassenger/FirstName", "美咲").With("PrimaryPassenger/LastName", "Łukasiewicz-Öztürk"));

        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, Tables.Repeats(detail, booking.Sell, "PrimaryPassenger/FirstName", "PrimaryPassenger/LastName"));
    }
}
