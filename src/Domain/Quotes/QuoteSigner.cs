using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Quotes;

/// <summary>The result of verifying a quote token.</summary>
public enum QuoteState
{
    /// <summary>Absent, truncated, forged, or another connection's.</summary>
    Unverifiable,

    /// <summary>Authentic, but expired.</summary>
    Expired,

    /// <summary>Authentic and in force.</summary>
    Valid,
}

/// <summary>A verified token: the quote if its head is authentic, the journey if its tail is complete.</summary>
public sealed record VerifiedQuote(QuoteState State, Quote? Quote, Journey? Journey)
{
    /// <summary>What a pricing service offered; null: a plan priced it, or the tail is incomplete.</summary>
    public ServiceOffer? Offer { get; init; }

    public static VerifiedQuote None { get; } = new(QuoteState.Unverifiable, null, null);
}

/// <summary>
/// Signs and verifies quote tokens: a head of at most 90 base64url characters, a dot, and a tail with the journey. Each half has
/// its own MAC, so that a token with a truncated tail still verifies; only the journey is lost. The MAC covers the half and the
/// connection that it was issued to, and in the tail the first nonce of the batch as well. The tail of a pricing service's offer
/// has no MAC: it contains the whole offer, and the head contains its hash.
/// </summary>
public sealed class QuoteSigner(IReadOnlyList<SigningKey> keys)
{
    private const byte PlanFormat = 1;
    private const byte ServiceFormat = 2;
    private const int TailHashLength = 16;
    private const int MacLength = 16;
    private const int LongestHead = 67;
    private const int LongestTail = 65_536;

    /// <param name="tail">The result of <see cref="SignTail"/> for the same batch.</param>
    /// <exception cref="InvalidOperationException">No signing key is active. The first key is created at start-up.</exception>
    public string Sign(Quote quote, string tail, string connection, DateTimeOffset now)
    {
        var key = ActiveKey(now);
        var hash = KeyedHash.Of(key);
        hash.Writer.Write(PlanFormat);
        hash.Writer.Write(key.Id);
        hash.Writer.Write(quote.VendorCode);
        hash.Writer.Write7BitEncodedInt(quote.PlanVersion);
        hash.Writer.Write(quote.RateId);
        hash.Writer.Write7BitEncodedInt64(quote.Rate);
        hash.Writer.Write((uint)quote.ExpiresAt.ToUnixTimeSeconds());
        hash.Writer.Write(quote.Nonce);
        return $"{hash.Finish(connection, 0)}.{tail}";
    }

    /// <summary>The token of a pricing service's offer. Its tail is the offer: the service may be gone when the ride is sold.</summary>
    /// <inheritdoc cref="Sign(Quote, string, string, DateTimeOffset)" path="/exception"/>
    public string Sign(ServiceOffer offer, ulong nonce, string connection, DateTimeOffset now)
    {
        var key = ActiveKey(now);
        var tail = ServiceOfferSerializer.Write(offer);
        var hash = KeyedHash.Of(key);
        hash.Writer.Write(ServiceFormat);
        hash.Writer.Write(key.Id);
        hash.Writer.Write(offer.VendorCode);
        hash.Writer.Write7BitEncodedInt64(offer.Fare.Rate.MinorUnits);
        hash.Writer.Write((uint)Quote.ExpiryOf(offer, now).ToUnixTimeSeconds());
        hash.Writer.Write(nonce);
        hash.Writer.Write(HashOf(tail));
        return $"{hash.Finish(connection, 0)}.{Base64Url.EncodeToString(tail)}";
    }

    /// <summary>The journey of all quotes of a batch (<see cref="QuoteBatch"/>).</summary>
    /// <inheritdoc cref="Sign(Quote, string, string, DateTimeOffset)" path="/exception"/>
    public string SignTail(Journey journey, ulong nonce, string connection, DateTimeOffset now)
    {
        var hash = KeyedHash.Of(ActiveKey(now));
        JourneySerializer.Write(hash.Writer, journey);
        return hash.Finish(connection, QuoteBatch.BatchOf(nonce));
    }

    public VerifiedQuote Verify(string? token, string connection, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(token))
            return VerifiedQuote.None;
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        var headText = dot < 0 ? token : token[..dot];
        if (Decode(headText, LongestHead) is not { Length: > MacLength + 3 } head || head[0] is not (PlanFormat or ServiceFormat)
            || keys.FirstOrDefault(key => key.Id == BitConverter.ToUInt16(head, 1)) is not { } key
            || !KeyedHash.Of(key).Verifies(head, connection, 0))
            return VerifiedQuote.None;

        var tail = dot < 0 ? null : Decode(token[(dot + 1)..], LongestTail);
        if (head[0] == ServiceFormat)
            return ReadOffer(head, tail, key, now);
        var quote = ReadHead(head);
        var journey = tail is { Length: > MacLength } && KeyedHash.Of(key).Verifies(tail, connection, QuoteBatch.BatchOf(quote.Nonce))
            ? JourneySerializer.Read(new BinaryReader(new MemoryStream(tail, 0, tail.Length - MacLength)))
            : null;
        // A retired key still verifies what it signed: the quote identifies vendor and rate, but no longer fixes the price.
        return new VerifiedQuote(StateOf(quote, key, now), quote, journey);
    }

    private static VerifiedQuote ReadOffer(byte[] head, byte[]? tail, SigningKey key, DateTimeOffset now)
    {
        using var reader = new BinaryReader(new MemoryStream(head, 3, head.Length - 3 - MacLength));
        var vendorCode = reader.ReadString();
        var rate = reader.Read7BitEncodedInt64();
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadUInt32());
        var nonce = reader.ReadUInt64();
        var isWhole = tail is not null && reader.ReadBytes(TailHashLength).AsSpan().SequenceEqual(HashOf(tail));
        var offer = isWhole ? ServiceOfferSerializer.Read(tail!, vendorCode) : null;
        var quote = new Quote(vendorCode, 0, offer?.RateId ?? "", rate, expiresAt, nonce) { IsOfService = true };
        return new VerifiedQuote(StateOf(quote, key, now), quote, offer?.Journey) { Offer = offer };
    }

    private static QuoteState StateOf(Quote quote, SigningKey key, DateTimeOffset now) =>
        quote.ExpiresAt > now && key.IsActive(now) ? QuoteState.Valid : QuoteState.Expired;

    private static byte[] HashOf(ReadOnlySpan<byte> tail) => SHA256.HashData(tail)[..TailHashLength];

    private static Quote ReadHead(byte[] head)
    {
        using var reader = new BinaryReader(new MemoryStream(head, 3, head.Length - 3 - MacLength));
        var vendorCode = reader.ReadString();
        var planVersion = reader.Read7BitEncodedInt();
        var rateId = reader.ReadString();
        var rate = reader.Read7BitEncodedInt64();
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadUInt32());
        return new Quote(vendorCode, planVersion, rateId, rate, expiresAt, reader.ReadUInt64());
    }

    private SigningKey ActiveKey(DateTimeOffset now)
    {
        SigningKey? latest = null;
        foreach (var key in keys)
        {
            if (key.IsActive(now) && !(key.ActiveFrom <= latest?.ActiveFrom))
                latest = key;
        }
        return latest ?? throw new InvalidOperationException("No quote signing key is active");
    }

    private static byte[]? Decode(string text, int maxLength)
    {
        if (text.Length > maxLength * 4 / 3 + 4 || !Base64Url.IsValid(text))
            return null;
        return Base64Url.DecodeFromChars(text);
    }

    /// <summary>A keyed hash and a buffer, cached per thread: creating them costs more than the signing.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "It is cached until its thread ends.")]
    private sealed class KeyedHash
    {
        private const int MaxCachedLength = LongestTail;

        [ThreadStatic]
        private static KeyedHash? cached;

        private readonly SigningKey key;
        private readonly IncrementalHash hmac;
        private readonly MemoryStream half = new(512);

        private KeyedHash(SigningKey key)
        {
            this.key = key;
            hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Secret);
            Writer = new BinaryWriter(half, Encoding.UTF8);
        }

        /// <summary>Writes the content of the current half.</summary>
        public BinaryWriter Writer { get; }

        public static KeyedHash Of(SigningKey key)
        {
            if (cached is null || !ReferenceEquals(cached.key, key) || cached.half.Capacity > MaxCachedLength)
                cached = new KeyedHash(key);
            cached.half.SetLength(0);
            return cached;
        }

        /// <summary>The content that was written, with its MAC appended.</summary>
        public string Finish(string connection, ulong boundTo)
        {
            Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
            Mac(connection, boundTo, mac);
            half.Write(mac[..MacLength]);
            return Base64Url.EncodeToString(half.GetBuffer().AsSpan(0, (int)half.Length));
        }

        public bool Verifies(ReadOnlySpan<byte> signedHalf, string connection, ulong boundTo)
        {
            half.Write(signedHalf[..^MacLength]);
            Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
            Mac(connection, boundTo, mac);
            return CryptographicOperations.FixedTimeEquals(signedHalf[^MacLength..], mac[..MacLength]);
        }

        /// <summary>The nonce binds a tail to its heads; a head is bound to 0, so that neither verifies as the other.</summary>
        private void Mac(string connection, ulong boundTo, Span<byte> mac)
        {
            var length = half.Length;
            Writer.Write(boundTo);
            Writer.Write(connection.AsSpan());
            hmac.AppendData(half.GetBuffer().AsSpan(0, (int)half.Length));
            hmac.GetHashAndReset(mac);
            half.SetLength(length);
        }
    }
}
