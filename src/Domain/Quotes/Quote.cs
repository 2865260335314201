using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Quotes;

/// <summary>
/// A price that is promised to one connection until it expires. The gateway doesn't store quotes: Concur receives one as
/// <c>CategoryCode</c> and returns it with the Sell.
/// </summary>
/// <param name="Rate">The total, in minor units of the plan's currency.</param>
/// <param name="Nonce">Ensures that each quote is sold once.</param>
public sealed record Quote(string VendorCode, int PlanVersion, string RateId, long Rate, DateTimeOffset ExpiresAt, ulong Nonce)
{
    /// <summary>The longest vendor code and rate id with which a head still has at most 90 characters.</summary>
    public const int LongestVendorCode = 8;

    /// <inheritdoc cref="LongestVendorCode"/>
    public const int LongestRateId = 12;

    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(15);

    /// <summary>No quote is valid for longer: a key that is replaced still has to verify what it signed.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    /// <summary>
    /// A pricing service gave the price: the quote fixes what the service offered, and there is neither a plan nor a rate to price it by.
    /// </summary>
    public bool IsOfService { get; init; }

    /// <summary>Until when a pricing service's offer is promised: while its price holds, not after the pickup, a day at most.</summary>
    public static DateTimeOffset ExpiryOf(ServiceOffer offer, DateTimeOffset now)
    {
        var longest = now + LongestLifetime;
        var expiry = offer.ValidUntil < longest ? offer.ValidUntil : longest;
        return expiry < offer.Journey.Start ? expiry : offer.Journey.Start;
    }
}

/// <summary>A key that quotes are signed with.</summary>
public sealed record SigningKey(ushort Id, byte[] Secret, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt)
{
    public bool IsActive(DateTimeOffset now) => ActiveFrom <= now && (RetiredAt is null || RetiredAt > now);
}
