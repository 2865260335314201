using System.Buffers.Text;
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
public sealed record OpenedQuote(QuoteState State, Quote? Quote, Journey? Journey)
{
    public static OpenedQuote None { get; } = new(QuoteState.Unverifiable, null, null);
}

/// <summary>
/// Signs and verifies quote tokens: a head of at most 90 base64url characters, a dot, and a tail. Each half has a MAC
/// of its own, so a tail that was cut on the way costs nothing but its convenience. The MAC is over the half and the
/// connection it was promised to.
/// </summary>
public sealed class QuoteSeal(IReadOnlyList<SigningKey> keys)
{
    private const byte Format = 1;
    private const int MacLength = 16;
    private const int LongestHead = 67;
    private const int LongestTail = 65_536;

    /// <exception cref="InvalidOperationException">No signing key is active: start-up makes the first.</exception>
    public string Seal(Quote quote, Journey journey, string connection, DateTimeOffset now)
    {
        var key = keys.Where(key => key.IsActive(now)).MaxBy(key => key.ActiveFrom)
            ?? throw new InvalidOperationException("No quote signing key is active");
        var head = new MemoryStream(LongestHead);
        using (var writer = new BinaryWriter(head, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write(key.Id);
            writer.Write(quote.VendorCode);
            writer.Write7BitEncodedInt(quote.PlanVersion);
            writer.Write(quote.RateId);
            writer.Write7BitEncodedInt64(quote.Rate);
            writer.Write((uint)quote.ExpiresAt.ToUnixTimeSeconds());
            writer.Write(quote.Nonce);
        }
        var tail = new MemoryStream(256);
        JourneyCode.Write(tail, journey);
        return Sealed(head, key, connection, 0) + "." + Sealed(tail, key, connection, quote.Nonce);
    }

    public OpenedQuote Open(string? token, string connection, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(token))
            return OpenedQuote.None;
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        var headText = dot < 0 ? token : token[..dot];
        if (Decode(headText, LongestHead) is not { Length: > MacLength + 3 } head || head[0] != Format
            || keys.FirstOrDefault(key => key.Id == BitConverter.ToUInt16(head, 1)) is not { } key
            || !Verifies(head, key, connection, 0))
            return OpenedQuote.None;

        var quote = ReadHead(head);
        var tail = dot < 0 ? null : Decode(token[(dot + 1)..], LongestTail);
        var journey = tail is { Length: > MacLength } && Verifies(tail, key, connection, quote.Nonce)
            ? JourneyCode.Read(tail.AsSpan(0, tail.Length - MacLength))
            : null;
        // A retired key still opens what it signed: that only tells whose quote it was; it no longer fixes a price.
        var inForce = quote.ExpiresAt > now && key.IsActive(now);
        return new OpenedQuote(inForce ? QuoteState.Valid : QuoteState.Expired, quote, journey);
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

    private static string Sealed(MemoryStream half, SigningKey key, string connection, ulong boundTo)
    {
        half.Write(Mac(half.ToArray(), key, connection, boundTo));
        return Base64Url.EncodeToString(half.ToArray());
    }

    private static bool Verifies(byte[] half, SigningKey key, string connection, ulong boundTo) =>
        CryptographicOperations.FixedTimeEquals(half.AsSpan(half.Length - MacLength), Mac(half.AsSpan(0, half.Length - MacLength), key, connection, boundTo));

    /// <summary>The nonce binds a tail to its head; a head is bound to 0, so that neither passes for the other.</summary>
    private static byte[] Mac(ReadOnlySpan<byte> half, SigningKey key, string connection, ulong boundTo)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Secret);
        hmac.AppendData(half);
        hmac.AppendData(BitConverter.GetBytes(boundTo));
        hmac.AppendData(Encoding.UTF8.GetBytes(connection));
        return hmac.GetHashAndReset().AsSpan(0, MacLength).ToArray();
    }

    private static byte[]? Decode(string text, int longest)
    {
        if (text.Length > longest * 4 / 3 + 4 || !Base64Url.IsValid(text))
            return null;
        return Base64Url.DecodeFromChars(text);
    }
}
