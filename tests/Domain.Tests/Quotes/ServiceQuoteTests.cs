using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Quotes;

/// <summary>Quotes of what a pricing service offered.</summary>
public class ServiceQuoteTests
{
    private const string Connection = "concur-demo";

    private static readonly DateTimeOffset Now = TestClock.Now;
    private static readonly QuoteSigner Signer = new([new SigningKey(7, [.. Enumerable.Repeat((byte)9, 32)], Now.AddDays(-1), null)]);

    [Fact]
    public void Verify_returns_the_whole_offer() => AssertReturned(TestOffers.Sedan);

    [Fact]
    public void Verify_returns_an_offer_with_every_part()
    {
        AssertReturned(TestOffers.Of(TestRides.HourlyJourney) with
        {
            Fare = TestOffers.Fare with { Type = RateType.Hourly, MinHours = 2.5m, SurChargeDescription = "" },
            AcceptedPayment = new PaymentTerms { Cash = true, Check = true, DirectBilling = ["ACME", "9"] },
            Cancellation = new CancellationPolicy
            {
                Tiers =
                [
                    new CancellationTier { HoursBefore = 48.25m, Amount = 12.34m },
                    new CancellationTier { HoursBefore = 3, Hours = 1.5m },
                    new CancellationTier { HoursBefore = 0, Forbidden = true },
                ],
                NoShow = new CancellationFee { Percent = 100 },
            },
            City = "",
            ZoneAtDropoff = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"),
        });
        AssertReturned(TestOffers.Sedan with { Cancellation = null });
    }

    [Fact]
    public void Verify_returns_any_journey() =>
        Prop.ForAll(Generators.Journey.ToArbitrary(), journey =>
            Assert.Equal(
                journey,
                Signer.Verify(Token(TestOffers.Of(journey) with { ValidUntil = Now.AddYears(50) }), Connection, Now).Journey))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true));

    [Fact]
    public void Token_truncated_at_any_length_has_no_offer_or_is_no_quote()
    {
        var token = Token(TestOffers.Sedan);
        var head = token.IndexOf('.', StringComparison.Ordinal);
        Assert.InRange(head, 60, 90);
        for (var length = 0; length < token.Length; length++)
        {
            var verified = Signer.Verify(token[..length], Connection, Now);
            Assert.Null(verified.Offer);
            Assert.Null(verified.Journey);
            Assert.Equal(length < head ? null : 4250L, verified.Quote?.Rate);
            Assert.NotEqual(length >= head, verified == VerifiedQuote.None);
        }
    }

    [Fact]
    public void Token_with_a_changed_character_never_verifies_as_another()
    {
        var token = Token(TestOffers.Sedan);
        var quote = Signer.Verify(token, Connection, Now).Quote!;
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var other in "Aa0_-.= ".Where(other => other != token[at]))
            {
                var verified = Signer.Verify(token[..at] + other + token[(at + 1)..], Connection, Now);
                Assert.Null(verified.Offer);
                Assert.Contains(verified.Quote, new[] { null, quote with { RateId = "" } });
            }
        }
    }

    [Fact]
    public void Tail_of_another_quote_is_no_offer()
    {
        var (mine, other) = (Token(TestOffers.Sedan).Split('.'), Token(TestOffers.Sedan with { Id = "cheaper" }).Split('.'));

        Assert.Null(Signer.Verify($"{mine[0]}.{other[1]}", Connection, Now).Offer);
    }

    [Fact]
    public void Quote_is_of_its_connection_alone() =>
        Assert.Equal(VerifiedQuote.None, Signer.Verify(Token(TestOffers.Sedan), "another", Now));

    [Fact]
    public void Head_of_the_longest_quote_has_at_most_90_characters()
    {
        var longest = TestOffers.Sedan with { Vendor = new string('W', Quote.LongestVendorCode) };

        Assert.InRange(Token(longest).IndexOf('.', StringComparison.Ordinal), 1, 90);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(60 * 30, 60 * 24)]
    [InlineData(-1, -1)]
    public void Quote_expires_with_the_offer_and_after_a_day_at_the_latest(int validMinutes, int expiresMinutes)
    {
        var offer = TestOffers.Sedan with { ValidUntil = Now.AddMinutes(validMinutes) };

        var verified = Signer.Verify(Token(offer), Connection, Now);

        Assert.Equal(Now.AddMinutes(expiresMinutes), verified.Quote!.ExpiresAt);
        Assert.Equal(validMinutes > 0 ? QuoteState.Valid : QuoteState.Expired, verified.State);
    }

    [Fact]
    public void Quote_expires_at_the_pickup()
    {
        var soon = TestOffers.Of(TestRides.Journey with { Start = Now.AddMinutes(5) });

        Assert.Equal(Now.AddMinutes(5), Quote.ExpiryOf(soon, Now));
    }

    [Fact]
    public void Rate_id_is_short_and_of_its_offer()
    {
        var (one, other) = (TestOffers.Sedan, TestOffers.Sedan with { Id = new string('~', ServiceOffer.LongestId) });

        Assert.Equal(12, one.RateId.Length);
        Assert.Equal(12, other.RateId.Length);
        Assert.NotEqual(one.RateId, other.RateId);
    }

    private static string Token(ServiceOffer offer) =>
        new QuoteBatch(Signer, offer.Journey, Connection, () => 0xABCDEF, Now).CreateToken(offer);

    private static void AssertReturned(ServiceOffer offer)
    {
        var verified = Signer.Verify(Token(offer), Connection, Now);

        Assert.Equal((QuoteState.Valid, offer.Journey), (verified.State, verified.Journey));
        Assert.Equal(
            (offer.VendorCode, 0, offer.RateId, 4250L, 0xABCDEFUL, true),
            (verified.Quote!.VendorCode, verified.Quote.PlanVersion, verified.Quote.RateId, verified.Quote.Rate, verified.Quote.Nonce,
                verified.Quote.IsOfService));
        var read = verified.Offer!;
        Assert.Equal(offer with { AcceptedPayment = read.AcceptedPayment, Cancellation = read.Cancellation }, read);
        Assert.Equivalent(offer.AcceptedPayment, read.AcceptedPayment, strict: true);
        Assert.Equivalent(offer.Cancellation, read.Cancellation, strict: true);
    }
}
