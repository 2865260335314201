using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Quotes;

public class QuoteBatchTests
{
    private const string Connection = "concur-demo";

    private static readonly DateTimeOffset Now = TestClock.Now;
    private static readonly QuoteSigner Signer = new([new SigningKey(1, new byte[32], Now.AddDays(-1), null)]);
    private static readonly Offer Offer = Assert.Single(new RideFinder(TestPlans.Demo).Find(TestRides.Journey, VehicleType.Any, Now).Value);

    [Fact]
    public void Token_verifies_as_the_quote_of_its_ride()
    {
        var batch = new QuoteBatch(Signer, TestRides.Journey, Connection, () => 0xABCD, Now);

        var verified = Signer.Verify(batch.CreateToken(Offer), Connection, Now);

        var expected = new Quote(
            TestPlans.Vendor.Code, TestPlans.Demo.Version, TestPlans.FlatRateId, 4250, Now + Quote.DefaultLifetime, 0xAB00);
        Assert.Equal(new VerifiedQuote(QuoteState.Valid, expected, TestRides.Journey), verified);
    }

    [Fact]
    public void Tokens_of_a_large_batch_have_distinct_nonces_and_the_journey()
    {
        var drawn = new Queue<ulong>([0x1000, ulong.MaxValue, 0x5]);
        var batch = new QuoteBatch(Signer, TestRides.Journey, Connection, drawn.Dequeue, Now);

        var verified = Enumerable.Range(0, 2 * QuoteBatch.MaxSize + 1).Select(_ => Signer.Verify(batch.CreateToken(Offer), Connection, Now))
            .ToList();

        Assert.Empty(drawn);
        Assert.Equal(verified.Count, verified.Select(quote => quote.Quote!.Nonce).Distinct().Count());
        Assert.All(verified, quote => Assert.Equal(TestRides.Journey, quote.Journey));
    }

    [Fact]
    public void Tokens_of_a_batch_share_their_tail()
    {
        var batch = new QuoteBatch(Signer, TestRides.Journey, Connection, () => 7, Now);

        Assert.Equal(batch.CreateToken(Offer).Split('.')[1], batch.CreateToken(Offer).Split('.')[1]);
    }
}
