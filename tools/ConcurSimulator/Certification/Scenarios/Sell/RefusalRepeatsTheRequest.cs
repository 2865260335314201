using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class RefusalRepeatsTheRequest()
    : Scenario("A refused Sell repeats what it asked for, and has no reservation", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).With("RateInfo/Rate", "1.00");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.ArePresent("Error/ErrorCode", "Error/ErrorSource", "Error/ErrorDescription"));
        then.Reading(Page.Sell, Tables.Repeats(reply, sell, "PrimaryPassenger/LastName", "StartDateTime", "ServiceType"));
        then.Reading(Page.Sell, reply.Is("Status", ""));
    }
}
