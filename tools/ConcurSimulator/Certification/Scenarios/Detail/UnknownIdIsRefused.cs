using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class UnknownIdIsRefused() : Scenario("An unknown reservation is refused with its own code", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var reply = await when.Reads(given.UnknownId());

        then.Documented(Page.Detail, reply.IsRefusedWith(MessageNames.ReservationDetail, "700"));
        then.Documented(Page.Detail, reply.ExplainsError());
    }
}
