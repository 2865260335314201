using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.BadInput;

internal sealed class EmptySellIsRefused() : Scenario("An empty Sell is refused with one of its codes", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        given.Needs(given.MayBook, "It needs a booking: use --book.");

        var reply = await when.Sends("<CC_LimoSellRequest/>");

        then.Documented(Page.Sell, reply.IsRefusedWith(MessageNames.Sell, Tables.SellErrors));
        then.Documented(Page.Sell, reply.Is("ReservationID", ""));
    }
}
