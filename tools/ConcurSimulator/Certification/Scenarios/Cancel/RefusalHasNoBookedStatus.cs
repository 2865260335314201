using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class RefusalHasNoBookedStatus() : Scenario("A refused Cancel has no status but one of a cancellation", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var reply = await when.Cancels(given.UnknownId());

        then.Documented(Page.Cancel, reply.IsEmptyOrOneOf("Status", Tables.CancelStatuses));
    }
}
