using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Detail;

internal sealed class MissingIdIsRefused() : Scenario("A request without an id is refused", MessageNames.ReservationDetail)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var reply = await when.Sends(given.Detail("").Without("ReservationID"));

        then.Reading(Page.Detail, reply.IsRefusedWith(MessageNames.ReservationDetail, "700"));
        then.Reading(Page.Detail, reply.Contains("Error/ErrorDescription", "missing"));
    }
}
