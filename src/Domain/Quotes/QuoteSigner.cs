using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Quotes;

/// <summary>What a quote token turned out to be.</summary>
public enum QuoteState
{
    /// <summary>Absent, cut, forged, or another connection's.</summary>
    Unverifiable,

    /// <summary>Authentic, but its time is over.</summary>
    Expired,

    /// <summary>Authentic and in force.</summary>
    Valid,
}

/// <summary>A token read back: the head where it is authentic, the journey where the tail arrived whole.</summary>
public sealed record VerifiedQuote(QuoteState State, Quote? Quote, Journey? Journey)
{
    public static VerifiedQuote None { get; } = new(QuoteState.Unverifiable, null, null);
}

/// <summary>
/// Signs and verifies quote tokens: a head of at most 90 base64url characters, a dot, and a tail with the journey. Each
/// half has a MAC of its own, so a tail that was cut on the way costs nothing but its convenience. The MAC is over the half
/// and the connection it was promised to; the tail's also over what its quotes' nonces have in common.
/// </summary>
public sealed class QuoteSigner(IReadOnlyList<SigningKey> keys)
{
    private const byte Format = 1;
    private const int MacLength = 16;
    private const int LongestHead = 67;
    private const int LongestTail = 65_536;

    /// <param name="tail">By <see cref="SignTail"/>, for a quote of the same batch.</param>
    /// <exception cref="InvalidOperationException">No signing key is active: start-up makes the first.</exception>
    public string Sign(Quote quote, string tail, string connection, DateTimeOffset now)
    {
        var key = ActiveKey(now);
        var hash = KeyedHash.Of(key);
        hash.Writer.Write(Format);
        hash.Writer.Write(key.Id);
        hash.Writer.Write(quote.VendorCode);
        hash.Writer.Write7BitEncodedInt(quote.PlanVersion);
        hash.Writer.Write(quote.RateId);
        hash.Writer.Write7BitEncodedInt64(quote.Rate);
        hash.Writer.Write((uint)quote.ExpiresAt.ToUnixTimeSeconds());
        hash.Writer.Write(quote.Nonce);
        return $"{hash.Close(connection, 0)}.{tail}";
    }

    /// <summary>The journey of all quotes of a batch (<see cref="QuoteBatch"/>).</summary>
    /// <inheritdoc cref="Sign" path="/exception"/>
    public string SignTail(Journey journey, ulong nonce, string connection, DateTimeOffset now)
    {
        var hash = KeyedHash.Of(ActiveKey(now));
        JourneySerializer.Write(hash.Writer, journey);
        return hash.Close(connection, QuoteBatch.Of(nonce));
    }

    public VerifiedQuote Verify(string? token, string connection, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(token))
            return VerifiedQuote.None;
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        var headText = dot < 0 ? token : token[..dot];
        if (Decode(headText, LongestHead) is not { Length: > MacLength + 3 } head || head[0] != Format
            || keys.FirstOrDefault(key => key.Id == BitConverter.ToUInt16(head, 1)) is not { } key
            || !KeyedHash.Of(key).Verifies(head, connection, 0))
            return VerifiedQuote.None;

        var quote = ReadHead(head);
        var tail = dot < 0 ? null : Decode(token[(dot + 1)..], LongestTail);
        var journey = tail is { Length: > MacLength } && KeyedHash.Of(key).Verifies(tail, connection, QuoteBatch.Of(quote.Nonce))
            ? JourneySerializer.Read(tail.AsSpan(0, tail.Length - MacLength))
            : null;
        // A retired key still opens what it signed: that only tells whose quote it was; it no longer fixes a price.
        var inForce = quote.ExpiresAt > now && key.IsActive(now);
        return new VerifiedQuote(inForce ? QuoteState.Valid : QuoteState.Expired, quote, journey);
    }

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

    private static byte[]? Decode(string text, int longest)
    {
        if (text.Length > longest * 4 / 3 + 4 || !Base64Url.IsValid(text))
            return null;
        return Base64Url.DecodeFromChars(text);
    }

    /// <summary>A keyed hash and a buffer, kept by each thread: to make them anew costs more than the signing.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "It lives as long as its thread.")]
    private sealed class KeyedHash
    {
        private const int KeptAtMost = LongestTail;

        [ThreadStatic]
        private static KeyedHash? kept;

        private readonly SigningKey key;
        private readonly IncrementalHash hmac;
        private readonly MemoryStream half = new(512);

        private KeyedHash(SigningKey key)
        {
            this.key = key;
            hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Secret);
            Writer = new BinaryWriter(half, Encoding.UTF8);
        }

        /// <summary>Takes the next half's content.</summary>
        public BinaryWriter Writer { get; }

        public static KeyedHash Of(SigningKey key)
        {
            if (kept is null || !ReferenceEquals(kept.key, key) || kept.half.Capacity > KeptAtMost)
                kept = new KeyedHash(key);
            kept.half.SetLength(0);
            return kept;
        }

        /// <summary>What was written since the last half, with its MAC.</summary>
        public string Close(string connection, ulong boundTo)
        {
            Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
            Mac(connection, boundTo, mac);
            half.Write(mac[..MacLength]);
            var text = Base64Url.EncodeToString(half.GetBuffer().AsSpan(0, (int)half.Length));
            half.SetLength(0);
            return text;
        }

        public bool Verifies(ReadOnlySpan<byte> signedHalf, string connection, ulong boundTo)
        {
            half.Write(signedHalf[..^MacLength]);
            Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
            Mac(connection, boundTo, mac);
            return CryptographicOperations.FixedTimeEquals(signedHalf[^MacLength..], mac[..MacLength]);
        }

        /// <summary>The nonces bind a tail to its heads; a head is bound to 0, so that neither passes for the other.</summary>
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
