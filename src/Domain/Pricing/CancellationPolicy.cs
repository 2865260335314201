using System.Globalization;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>
/// Cancellation terms for the listed service types and vehicles; an empty list covers all. If several policies cover a ride, the
/// most specific applies: service type and vehicle, then vehicle, then service type.
/// </summary>
public sealed record CancellationPolicy
{
    public IReadOnlyList<ServiceType> ServiceTypes { get; init; } = [];

    public IReadOnlyList<string> VehicleIds { get; init; } = [];

    /// <summary>The fee by the time that is left until the pickup.</summary>
    public IReadOnlyList<CancellationTier> Tiers { get; init; } = [];

    public CancellationFee? NoShow { get; init; }

    /// <summary>How specific the policy is: two of equal precedence can't cover the same ride.</summary>
    public int Precedence => (VehicleIds.Count > 0 ? 2 : 0) + (ServiceTypes.Count > 0 ? 1 : 0);

    public bool Covers(ServiceType serviceType, string vehicleId) =>
        (ServiceTypes.Count == 0 || ServiceTypes.Contains(serviceType))
        && (VehicleIds.Count == 0 || VehicleIds.Contains(vehicleId));

    /// <summary>The policy for one ride, with hours converted to an amount.</summary>
    internal CancellationPolicy For(Fare fare, TimeSpan charged) => this with
    {
        Tiers = [.. Tiers.Select(tier => (CancellationTier)tier.For(fare, charged))],
        NoShow = NoShow?.For(fare, charged),
    };
}

/// <summary>A fee: a percentage of the fare, a fixed amount, or a number of hours of the ride.</summary>
public record CancellationFee
{
    public decimal? Percent { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>For an hourly ride the fare of so many hours, for any other the whole fare.</summary>
    public decimal? Hours { get; init; }

    public Money Of(Money rate) =>
        Amount is { } amount ? Money.Round(Math.Min(amount, rate.Amount), rate.Currency) : rate.Percent(Percent ?? 0);

    internal string Text(Money rate) =>
        Amount is null && Percent is { } percent && percent != 100
            ? percent == 0 ? "free" : string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} % of the rate ({Of(rate)})")
            : Of(rate) == rate ? $"the full rate ({rate})" : Of(rate).IsZero ? "free" : $"{Of(rate)}";

    /// <summary>The fee for one ride, with hours converted to an amount.</summary>
    internal CancellationFee For(Fare fare, TimeSpan charged) => Hours is not { } hours ? this : this with
    {
        Hours = null,
        Amount = fare.Type == RateType.Hourly && (decimal)charged.TotalHours is var all && hours < all
            ? Money.Round(fare.Rate.Amount * hours / all, fare.Currency).Amount
            : fare.Rate.Amount,
    };
}

/// <summary>The fee for cancellations at least this many hours before the pickup.</summary>
public sealed record CancellationTier : CancellationFee
{
    public required decimal HoursBefore { get; init; }

    /// <summary>No cancellation is possible after the next higher tier's deadline. Only the lowest tier can forbid.</summary>
    public bool Forbidden { get; init; }
}

/// <summary>The policy as it was promised for one booking.</summary>
public sealed record CancellationTerms(CancellationPolicy Policy)
{
    /// <summary>The plan's terms for a ride; null if no policy covers it.</summary>
    public static CancellationTerms? Of(PlanOffer offer)
    {
        var policy = offer.Plan.Cancellation.Where(policy => policy.Covers(offer.Journey.ServiceType, offer.Vehicle.VehicleId))
            .MaxBy(policy => policy.Precedence);
        return policy is null ? null : new CancellationTerms(policy.For(offer.Fare, offer.Ends - offer.Journey.Start));
    }

    /// <summary>The fee for cancelling now; zero if there is no tier.</summary>
    public Money FeeAt(DateTimeOffset now, DateTimeOffset pickup, Money rate) =>
        TierAt(now, pickup)?.Of(rate) ?? Money.Zero(rate.Currency);

    /// <summary>Whether it is too late to cancel.</summary>
    public bool ForbidsAt(DateTimeOffset now, DateTimeOffset pickup) => TierAt(now, pickup) is { Forbidden: true };

    public Money NoShowFee(Money rate) => Policy.NoShow?.Of(rate) ?? Money.Zero(rate.Currency);

    /// <summary>The terms in English, each deadline in the pickup's local time.</summary>
    public string Text(DateTimeOffset pickup, TimeZoneInfo pickupZone, Money rate)
    {
        var sentences = new List<string>();
        foreach (var tier in Policy.Tiers.OrderByDescending(tier => tier.HoursBefore))
        {
            var fee = tier.Text(rate);
            var deadline = TimeZoneInfo.ConvertTime(pickup.AddHours(-(double)tier.HoursBefore), pickupZone);
            sentences.Add(tier.Forbidden ? sentences.Count == 0 ? "Not possible." : "Not possible after that."
                : tier.HoursBefore > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Capital(fee)} until {deadline:yyyy-MM-dd HH:mm}.")
                : $"{Capital(fee)} until the pickup.");
        }
        if (Policy.NoShow is { } noShow)
            sentences.Add($"No-show: {noShow.Text(rate)}.");
        return sentences.Count == 0 ? "" : $"Cancellation, local time of the pickup: {string.Join(' ', sentences)}";
    }

    private CancellationTier? TierAt(DateTimeOffset now, DateTimeOffset pickup)
    {
        var hours = (decimal)(pickup - now).TotalHours;
        return Policy.Tiers.Where(tier => hours >= tier.HoursBefore).MaxBy(tier => tier.HoursBefore)
            ?? Policy.Tiers.MinBy(tier => tier.HoursBefore);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
