using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class RefusalExplainsItself() : Scenario("A refusal names the element and says what to do", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).With("RateInfo/Rate", "1.00");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.ExplainsError());
    }
}
