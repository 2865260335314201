using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Quotes;

/// <summary>
/// Promises the rides of one journey to one connection. Their nonces differ in the last byte alone, so that one tail goes
/// with all of them.
/// </summary>
/// <param name="draw">Gives random nonces.</param>
public sealed class QuoteBatch(QuoteSigner signer, Journey journey, string connection, Func<ulong> draw, DateTimeOffset now)
{
    /// <summary>So many share a tail; where there are more, the next has a new one.</summary>
    public const int Largest = 256;

    private ulong next;
    private int left;
    private string tail = "";

    /// <summary>What the nonces of a batch have in common: its first one.</summary>
    public static ulong Of(ulong nonce) => nonce - nonce % Largest;

    /// <summary>The token that sells the ride.</summary>
    /// <inheritdoc cref="QuoteSigner.Sign" path="/exception"/>
    public string Promise(Offer offer)
    {
        if (left == 0)
        {
            (next, left) = (Of(draw()), Largest);
            tail = signer.SignTail(journey, next, connection, now);
        }
        left--;
        var quote = new Quote(offer.Plan.VendorCode, offer.Plan.Version, offer.Rate.Id, offer.Fare.Rate.MinorUnits, now + Quote.DefaultLifetime, next++);
        return signer.Sign(quote, tail, connection, now);
    }
}
