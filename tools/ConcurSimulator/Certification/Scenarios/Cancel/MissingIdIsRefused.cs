using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Cancel;

internal sealed class MissingIdIsRefused() : Scenario("A Cancel needs its only element", MessageNames.Cancel)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var reply = await when.Sends(given.Cancel("").Without("ReservationID"));

        then.Documented(Page.Cancel, reply.IsRefusedWith(MessageNames.Cancel, "800"));
        then.Reading(Page.Cancel, reply.Contains("Error/ErrorDescription", "missing"));
    }
}
