using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class AccountingComesBack() : Scenario("The accounting fields come back", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var booking = await given.Booking();

        then.Documented(Page.Sell, Tables.Repeats(booking.Reply, booking.Sell,
            "AccountingInfo/AccountingField1", "AccountingInfo/AccountingField2", "AccountingInfo/AccountingField4",
            "AccountingInfo/AccountingField5"));
    }
}
