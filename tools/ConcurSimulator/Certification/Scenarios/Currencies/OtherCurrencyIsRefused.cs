using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Currencies;

internal sealed class OtherCurrencyIsRefused() : Scenario("A ride isn't sold in another currency than it was offered in", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = (await given.Sell()).With("Currency", given.Profile.Currency == "JPY" ? "EUR" : "JPY");

        var reply = await when.Sends(sell);

        then.Reading(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "300"));
        then.Documented(Page.Sell, reply.Is("ReservationID", ""));
    }
}
