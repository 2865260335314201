using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class OtherPaymentsAreListed()
    : Scenario("Cash, check and direct billing are offered where they are accepted, and only there", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();
        var offered = offer.Limo.At("AcceptedFops/FormOfPayment");

        foreach (var form in new[] { "Cash", "Check" })
            then.Documented(Page.Search, offered.IsPresentIf(form, given.Profile.OtherPayments.Contains(form)));
    }
}
