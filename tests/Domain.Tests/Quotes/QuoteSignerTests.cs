using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Quotes;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Quotes;

public class QuoteSignerTests
{
    private const string Connection = "concur-demo";
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly DateTimeOffset Now = TestClock.Now;
    private static readonly SigningKey Key = new(0x1234, Secret(1), Now.AddDays(-1), null);
    private static readonly QuoteSigner Signer = new([Key]);
    private static readonly Quote Quote = new("LML", 3, "5", 4250, Now + Quote.DefaultLifetime, 0xFEDCBA9876543210);

    [Fact]
    public void Verify_of_a_signed_quote_returns_quote_and_journey()
    {
        var quotes =
            from vendor in Gen.Elements("LML", "A", "ABCDEFGH")
            from version in Gen.Choose(0, int.MaxValue)
            from rateId in Gen.Elements("5", "ABCDEFGHIJKL")
            from rate in Gen.Choose(0, int.MaxValue)
            from seconds in Gen.Choose(1, 100_000)
            from nonce in Gen.Choose(int.MinValue, int.MaxValue).Two()
            select new Quote(vendor, version, rateId, rate, Now.AddSeconds(seconds), ((ulong)(uint)nonce.Item1 << 32) | (uint)nonce.Item2);

        Prop.ForAll(quotes.ToArbitrary(), Generators.Journey.ToArbitrary(), (quote, journey) =>
            Assert.Equal(
                new VerifiedQuote(QuoteState.Valid, quote, journey), Signer.Verify(Token(Signer, quote, journey), Connection, Now)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Verify_returns_the_requested_discount()
    {
        var journey = TestRides.Journey with { Discount = new DiscountCode("ACME", "LML", "1") };
        Assert.Equal(journey, Signer.Verify(Token(Signer, Quote, journey), Connection, Now).Journey);
    }

    [Fact]
    public void Head_of_the_longest_quote_has_at_most_90_characters_and_verifies()
    {
        var longest = new Quote(
            new string('W', Quote.LongestVendorCode), int.MaxValue, new string('W', Quote.LongestRateId),
            long.MaxValue, DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue), ulong.MaxValue);

        var token = Token(Signer, longest, TestRides.Journey);

        Assert.Equal(90, token.IndexOf('.', StringComparison.Ordinal));
        Assert.Equal(longest, Signer.Verify(token, Connection, Now).Quote);
    }

    [Fact]
    public void Token_needs_no_escaping() =>
        Assert.Matches("^[A-Za-z0-9_-]{40,90}[.][A-Za-z0-9_-]+$", Token());

    [Fact]
    public void Token_truncated_at_any_length_verifies_without_journey_or_not_at_all()
    {
        var token = Token();
        var head = token.IndexOf('.', StringComparison.Ordinal);
        for (var length = 0; length < token.Length; length++)
        {
            var verified = Signer.Verify(token[..length], Connection, Now);
            Assert.Equal(length < head ? VerifiedQuote.None : new VerifiedQuote(QuoteState.Valid, Quote, null), verified);
        }
    }

    [Fact]
    public void Token_with_a_changed_character_never_verifies_as_another()
    {
        var token = Token();
        var intact = new VerifiedQuote(QuoteState.Valid, Quote, TestRides.Journey);
        VerifiedQuote[] harmless = [VerifiedQuote.None, intact with { Journey = null }];
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var other in (Alphabet + ".= %+/\0\u00e9").Where(other => other != token[at]))
                Assert.Contains(Signer.Verify(token[..at] + other + token[(at + 1)..], Connection, Now), harmless);
        }
        Assert.Equal(intact, Signer.Verify(token, Connection, Now));
    }

    [Fact]
    public void Token_with_a_lost_or_doubled_character_never_verifies_as_another()
    {
        var token = Token();
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var damaged in new[] { token.Remove(at, 1), token.Insert(at, token[at].ToString()) })
            {
                var verified = Signer.Verify(damaged, Connection, Now);
                Assert.Contains(verified, new[] { VerifiedQuote.None, new VerifiedQuote(QuoteState.Valid, Quote, null) });
            }
        }
    }

    [Theory]
    [InlineData("concur-other")]
    [InlineData("concur-dem")]
    [InlineData("")]
    public void Verify_for_another_connection_is_unverifiable(string other) =>
        Assert.Equal(VerifiedQuote.None, Signer.Verify(Token(), other, Now));

    [Fact]
    public void Verify_with_another_secret_of_the_same_key_id_is_unverifiable() =>
        Assert.Equal(VerifiedQuote.None, new QuoteSigner([Key with { Secret = Secret(2) }]).Verify(Token(), Connection, Now));

    [Fact]
    public void Verify_without_the_key_is_unverifiable() =>
        Assert.Equal(VerifiedQuote.None, new QuoteSigner([Key with { Id = 1 }]).Verify(Token(), Connection, Now));

    [Theory]
    [InlineData(-1, QuoteState.Valid)]
    [InlineData(0, QuoteState.Expired)]
    [InlineData(100_000, QuoteState.Expired)]
    public void Verify_after_expiry_is_expired_and_returns_the_quote(int secondsAfter, QuoteState state) =>
        Assert.Equal(
            new VerifiedQuote(state, Quote, TestRides.Journey),
            Signer.Verify(Token(), Connection, Quote.ExpiresAt.AddSeconds(secondsAfter)));

    [Fact]
    public void Verify_with_a_retired_key_is_expired()
    {
        var retired = new QuoteSigner([Key with { RetiredAt = Now.AddMinutes(1) }]);
        Assert.Equal(QuoteState.Valid, retired.Verify(Token(), Connection, Now).State);
        Assert.Equal(
            new VerifiedQuote(QuoteState.Expired, Quote, TestRides.Journey), retired.Verify(Token(), Connection, Now.AddMinutes(1)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Key_is_active_from_its_start_until_it_is_retired(int seconds, bool isActive) =>
        Assert.Equal(isActive, new SigningKey(1, [], Now, Now.AddSeconds(60)).IsActive(Now.AddSeconds(seconds)));

    [Fact]
    public void Verify_of_a_head_alone_has_no_journey_whatever_its_nonce() =>
        Assert.All([0UL, 5UL, 255UL, 256UL, ulong.MaxValue], nonce =>
        {
            var quote = Quote with { Nonce = nonce };
            var head = Token(Signer, quote, TestRides.Journey).Split('.')[0];
            Assert.Equal(new VerifiedQuote(QuoteState.Valid, quote, null), Signer.Verify(head, Connection, Now));
        });

    [Fact]
    public void Sign_uses_the_newest_active_key()
    {
        SigningKey[] keys =
        [
            Key,
            new(2, Secret(2), Now.AddHours(-1), null),
            new(3, Secret(3), Now.AddMinutes(-1), Now),
            new(4, Secret(4), Now.AddMinutes(1), null),
        ];
        var token = Token(new QuoteSigner(keys), Quote, TestRides.Journey);
        var opens = keys.Where(key => new QuoteSigner([key]).Verify(token, Connection, Now).State == QuoteState.Valid);
        Assert.Equal(2, Assert.Single(opens).Id);
    }

    [Fact]
    public async Task Verify_on_a_thread_that_never_signed_returns_the_quote()
    {
        var token = Token();
        var verified = await Task.Factory.StartNew(
            () => Signer.Verify(token, Connection, Now),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal(new VerifiedQuote(QuoteState.Valid, Quote, TestRides.Journey), verified);
    }

    [Fact]
    public void Sign_without_an_active_key_throws() =>
        Assert.Throws<InvalidOperationException>(() =>
            new QuoteSigner([Key with { RetiredAt = Now }]).Sign(Quote, "", Connection, Now));

    [Fact]
    public void Tail_of_another_quote_does_not_verify_with_this_head()
    {
        var mine = Token().Split('.');
        var other = Token(Signer, Quote with { Nonce = 1 }, TestRides.HourlyJourney).Split('.');
        Assert.Equal(new VerifiedQuote(QuoteState.Valid, Quote, null), Signer.Verify($"{mine[0]}.{other[1]}", Connection, Now));
    }

    [Theory]
    [InlineData(0xFF, true)]
    [InlineData(0x100, false)]
    public void Tail_of_a_batch_verifies_with_each_of_its_heads_and_no_other(uint further, bool isTaken)
    {
        var first = Quote with { Nonce = 0x1234_5678_9ABC_DE00 };
        var tail = Signer.SignTail(TestRides.Journey, first.Nonce, Connection, Now);
        var other = first with { Nonce = first.Nonce + further };

        Assert.Equal(
            new VerifiedQuote(QuoteState.Valid, first, TestRides.Journey),
            Signer.Verify(Signer.Sign(first, tail, Connection, Now), Connection, Now));
        Assert.Equal(
            new VerifiedQuote(QuoteState.Valid, other, isTaken ? TestRides.Journey : null),
            Signer.Verify(Signer.Sign(other, tail, Connection, Now), Connection, Now));
    }

    [Fact]
    public void Tail_as_head_and_head_as_tail_do_not_verify()
    {
        var (head, tail) = (Token().Split('.')[0], Token().Split('.')[1]);
        Assert.Equal(VerifiedQuote.None, Signer.Verify($"{tail}.{head}", Connection, Now));
        Assert.Equal(VerifiedQuote.None, Signer.Verify($".{tail}", Connection, Now));
        Assert.Equal(new VerifiedQuote(QuoteState.Valid, Quote, null), Signer.Verify($"{head}.{head}", Connection, Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("Ordinary Limo")]
    [InlineData("ATQS")]
    public void Verify_of_an_unsigned_text_is_unverifiable(string? token) =>
        Assert.Equal(VerifiedQuote.None, Signer.Verify(token, Connection, Now));

    [Fact]
    public void Verify_of_garbage_never_throws_and_is_unverifiable()
    {
        var head = Token().Split('.')[0];
        var characters = Gen.Elements((Alphabet + "....==%% \t\n\0&<\u00e9\ud83d").ToCharArray());
        var garbage =
            from kept in Gen.Choose(0, head.Length)
            from length in Gen.Frequency((9, Gen.Choose(0, 200)), (1, Gen.Choose(200, 2000)))
            from rest in characters.ArrayOf(length)
            select head[..kept] + new string(rest);

        Prop.ForAll(garbage.ToArbitrary(), token =>
        {
            var verified = Signer.Verify(token, Connection, Now);
            Assert.Contains(verified, new[] { VerifiedQuote.None, new VerifiedQuote(QuoteState.Valid, Quote, null) });
            Assert.True(verified.Quote is null || token.StartsWith(head, StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Verify_of_a_very_long_text_is_unverifiable() =>
        Assert.Equal(VerifiedQuote.None, Signer.Verify(new string('A', 1_000_000), Connection, Now));

    private static string Token() => Token(Signer, Quote, TestRides.Journey);

    private static string Token(QuoteSigner seal, Quote quote, Journey journey) =>
        seal.Sign(quote, seal.SignTail(journey, quote.Nonce, Connection, Now), Connection, Now);

    private static byte[] Secret(byte seed) => [.. Enumerable.Range(0, 32).Select(index => (byte)(seed * 31 + index))];
}
