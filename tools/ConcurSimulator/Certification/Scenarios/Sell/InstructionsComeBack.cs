using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class InstructionsComeBack() : Scenario("Instructions and wishes come back", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking(sell => sell
            .With("PickupInstructions", "At the side door").With("RequestedDriver", "Pat").With("SpecialServiceRequest", "Child seat")
            .With("ExtraStopArrangement", "One stop on the way"));

        then.Documented(Page.Sell, Tables.Repeats(booking.Reply, booking.Sell,
            "PickupInstructions", "DropoffInstructions", "RequestedDriver", "SpecialServiceRequest", "ExtraStopArrangement"));
    }
}
