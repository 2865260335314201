using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class OtherFormPays() : Scenario("Cash, check or direct billing pays where it is accepted", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.Profile.OtherPayments.Count > 0, "The profile accepts cards only.");
        foreach (var form in given.Profile.OtherPayments)
        {
            var sell = (await given.Sell()).With("FormOfPayment", "").With($"FormOfPayment/{form}", "");

            var reply = await when.Sends(sell);

            then.Documented(Page.Sell, reply.Succeeds(MessageNames.Sell));
            then.Documented(Page.Sell, reply.HasOneChild("FormOfPayment", form));
        }
    }
}
