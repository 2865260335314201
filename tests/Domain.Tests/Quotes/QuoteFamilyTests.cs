using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests;

public class QuoteFamilyTests
{
    private const string Connection = "concur-demo";

    private static readonly DateTimeOffset Now = TestClock.Now;
    private static readonly QuoteSeal Seal = new([new SigningKey(1, new byte[32], Now.AddDays(-1), null)]);
    private static readonly Offer Offer = Assert.Single(new RideFinder(TestPlans.Demo).Find(TestRides.Journey, VehicleType.Any, Now).Value);

    [Fact]
    public void Promise_opens_as_the_quote_of_its_ride()
    {
        var family = new QuoteFamily(Seal, TestRides.Journey, Connection, () => 0xABCD, Now);

        var opened = Seal.Open(family.Promise(Offer), Connection, Now);

        var expected = new Quote(TestPlans.Vendor.Code, TestPlans.Demo.Version, TestPlans.FlatRateId, 4250, Now + Quote.DefaultLifetime, 0xAB00);
        Assert.Equal(new OpenedQuote(QuoteState.Valid, expected, TestRides.Journey), opened);
    }

    [Fact]
    public void Promises_however_many_are_each_sold_once_and_keep_their_journey()
    {
        var drawn = new Queue<ulong>([0x1000, ulong.MaxValue, 0x5]);
        var family = new QuoteFamily(Seal, TestRides.Journey, Connection, drawn.Dequeue, Now);

        var opened = Enumerable.Range(0, 2 * QuoteFamily.Largest + 1).Select(_ => Seal.Open(family.Promise(Offer), Connection, Now)).ToList();

        Assert.Empty(drawn);
        Assert.Equal(opened.Count, opened.Select(quote => quote.Quote!.Nonce).Distinct().Count());
        Assert.All(opened, quote => Assert.Equal(TestRides.Journey, quote.Journey));
    }

    [Fact]
    public void Promises_of_one_family_share_their_tail()
    {
        var family = new QuoteFamily(Seal, TestRides.Journey, Connection, () => 7, Now);

        Assert.Equal(family.Promise(Offer).Split('.')[1], family.Promise(Offer).Split('.')[1]);
    }
}
