using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class ChangeIsKept() : Scenario("A change can be read afterwards", MessageNames.Update, MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        await when.Sends(given.Update(booking).With("DropoffInstructions", "Terminal B"));
        var detail = await when.Reads(booking.Id);

        then.Documented(Page.Detail, detail.Is("DropoffInstructions", "Terminal B"));
    }
}
