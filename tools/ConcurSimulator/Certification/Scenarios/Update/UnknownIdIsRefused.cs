using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Update;

internal sealed class UnknownIdIsRefused() : Scenario("An Update of an unknown reservation is refused", MessageNames.Update)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var reply = await when.Sends(given.ShortUpdate(given.UnknownId()).With("PickupInstructions", "Gate 2"));

        then.Documented(Page.Update, reply.IsRefusedWith(MessageNames.Update, Tables.SellErrors));
        then.Reading(Page.Update, reply.Is("Error/ErrorCode", "300"));
    }
}
