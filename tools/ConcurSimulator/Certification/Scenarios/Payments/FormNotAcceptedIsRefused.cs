using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Payments;

internal sealed class FormNotAcceptedIsRefused()
    : Scenario("A form of payment that isn't accepted is refused with the code for payment", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var form = given.FormNotAccepted();
        var sell = (await given.Sell()).With("FormOfPayment", "").With($"FormOfPayment/{form}", "");

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "600"));
    }
}
