using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class LongTextIsRefused() : Scenario("A text of more than 4,000 characters is refused", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).With("PickupInstructions", new string('x', 5000));

        var reply = await when.Sends(sell);

        then.Reading(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "300"));
        then.Documented(Page.Sell, reply.IsEmptyOrOneOf("Error/ErrorCode", Tables.SellErrors));
    }
}
