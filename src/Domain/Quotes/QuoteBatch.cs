using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Quotes;

/// <summary>
/// Signs quotes for the rides of one journey, for one connection. Their nonces differ only in the last byte, so that they share
/// one tail.
/// </summary>
/// <param name="newNonce">Returns a random nonce.</param>
public sealed class QuoteBatch(QuoteSigner signer, Journey journey, string connection, Func<ulong> newNonce, DateTimeOffset now)
{
    /// <summary>The number of quotes that share a tail; the next quote starts a new batch.</summary>
    public const int MaxSize = 256;

    private ulong next;
    private int left;
    private string tail = "";

    /// <summary>The first nonce of the batch that a nonce belongs to.</summary>
    public static ulong BatchOf(ulong nonce) => nonce - nonce % MaxSize;

    /// <summary>The token with which the ride can be sold.</summary>
    /// <inheritdoc cref="QuoteSigner.Sign(Quote, string, string, DateTimeOffset)" path="/exception"/>
    public string CreateToken(Offer offer) => offer switch
    {
        PlanOffer planned => CreateToken(planned),
        ServiceOffer offered => signer.Sign(offered, newNonce(), connection, now),
        _ => throw new ArgumentOutOfRangeException(nameof(offer), offer.GetType().Name, "Unknown offer"),
    };

    private string CreateToken(PlanOffer offer)
    {
        if (left == 0)
        {
            (next, left) = (BatchOf(newNonce()), MaxSize);
            tail = signer.SignTail(journey, next, connection, now);
        }
        left--;
        var quote = new Quote(
            offer.Plan.VendorCode, offer.Plan.Version, offer.Rate.Id, offer.Fare.Rate.MinorUnits, now + Quote.DefaultLifetime, next++);
        return signer.Sign(quote, tail, connection, now);
    }
}
