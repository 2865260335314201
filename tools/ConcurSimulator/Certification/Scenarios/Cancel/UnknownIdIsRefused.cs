using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class UnknownIdIsRefused()
    : Scenario("A Cancel of an unknown reservation is refused with its own code", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var reply = await when.Cancels(given.UnknownId());

        then.Documented(Page.Cancel, reply.IsRefusedWith(MessageNames.Cancel, "800"));
        then.Documented(Page.Cancel, reply.ExplainsError());
    }
}
