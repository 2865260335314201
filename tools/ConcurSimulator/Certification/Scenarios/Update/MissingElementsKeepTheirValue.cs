using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class MissingElementsKeepTheirValue() : Scenario("What an Update doesn't name stays", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        var reply = await when.Sends(given.ShortUpdate(booking.Id).With("PickupInstructions", "Gate 2"));

        then.Reading(Page.Update, Tables.Repeats(reply, booking.Sell, "PrimaryPassenger/LastName", "StartDateTime",
        "PickupLocation/Address"));
        then.Reading(Page.Update, reply.Is("PickupInstructions", "Gate 2"));
    }
}
