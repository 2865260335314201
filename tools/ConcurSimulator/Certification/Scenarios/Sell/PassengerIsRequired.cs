using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class PassengerIsRequired() : Scenario("A ride for nobody is refused", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).Without("PrimaryPassenger");

        var reply = await when.Sends(sell);

        then.Reading(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "300"));
        then.Documented(Page.Sell, reply.IsOneOf("Error/ErrorCode", Tables.SellErrors));
    }
}
