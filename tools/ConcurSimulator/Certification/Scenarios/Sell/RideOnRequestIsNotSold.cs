using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class RideOnRequestIsNotSold() : Scenario("A ride without a price can't be booked", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var search = given.Search(given.RideOnRequest());
        var found = await when.Sends(search);
        var sell = given.Sell(new Offer(given.RideOnRequest(), search, found.At("Limos/Limo")));

        var reply = await when.Sends(sell);

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, "500"));
    }
}
