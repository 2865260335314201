using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class AsDirectedRideIsSold() : Scenario("An hourly ride is booked as directed", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer(given.Ride("200"));

        var reply = await when.Sends(given.Sell(offer));

        then.Documented(Page.Sell, reply.Succeeds(MessageNames.Sell));
        then.Documented(Page.Sell, reply.Is("ServiceType", "200"), reply.Is("DropoffLocation/LocationType", "400"));
        then.Documented(Page.Sell, Tables.Repeats(reply, offer.Search, "EndDateTime"));
    }
}
