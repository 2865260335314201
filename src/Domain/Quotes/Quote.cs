namespace GroundTransport.Domain.Quotes;

/// <summary>
/// A price that was promised to one connection until an instant. Nothing of it is stored: it travels with Concur as
/// <c>CategoryCode</c> and comes back with the Sell.
/// </summary>
/// <param name="Rate">The total, in minor units of the plan's currency.</param>
/// <param name="Nonce">Makes each quote sellable once.</param>
public sealed record Quote(string VendorCode, int PlanVersion, string RateId, long Rate, DateTimeOffset ExpiresAt, ulong Nonce)
{
    /// <summary>Longest vendor code and rate id that still fit a head of 90 characters.</summary>
    public const int LongestVendorCode = 8;

    /// <inheritdoc cref="LongestVendorCode"/>
    public const int LongestRateId = 12;

    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(15);
}

/// <summary>A key that quotes are signed with.</summary>
public sealed record SigningKey(ushort Id, byte[] Secret, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt)
{
    public bool IsActive(DateTimeOffset now) => ActiveFrom <= now && (RetiredAt is null || RetiredAt > now);
}
