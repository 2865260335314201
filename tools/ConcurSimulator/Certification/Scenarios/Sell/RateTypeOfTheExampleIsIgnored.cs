using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class RateTypeOfTheExampleIsIgnored() : Scenario("The RateTypeCode 100 of the example is accepted", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).With("RateInfo/RateTypeCode", "100");

        var reply = await when.Sends(sell);

        then.Reading(Page.Sell, reply.Succeeds(MessageNames.Sell));
        then.Documented(Page.Sell, reply.IsOneOf("RateInfo/RateTypeCode", Tables.RateTypes));
    }
}
