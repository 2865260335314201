using System.Globalization;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>The terms for some service types and vehicles; for all where none is named.</summary>
public sealed record CancellationPolicy
{
    public IReadOnlyList<ServiceType> ServiceTypes { get; init; } = [];

    public IReadOnlyList<string> VehicleIds { get; init; } = [];

    /// <summary>What a cancellation costs from so many hours before the pickup on.</summary>
    public IReadOnlyList<CancellationTier> Tiers { get; init; } = [];

    public CancellationFee? NoShow { get; init; }

    public bool Covers(ServiceType serviceType, string vehicleId) =>
        (ServiceTypes.Count == 0 || ServiceTypes.Contains(serviceType))
        && (VehicleIds.Count == 0 || VehicleIds.Contains(vehicleId));
}

/// <summary>A fee: a percentage of the fare, or a fixed amount.</summary>
public record CancellationFee
{
    public decimal? Percent { get; init; }

    public decimal? Amount { get; init; }

    public Money Of(Money rate) =>
        Amount is { } amount ? Money.Round(Math.Min(amount, rate.Amount), rate.Currency) : rate.Percent(Percent ?? 0);

    internal string Text(Money rate) =>
        Amount is null && Percent is { } percent && percent != 100
            ? percent == 0 ? "free" : string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} % of the rate ({Of(rate)})")
            : Of(rate) == rate ? $"the full rate ({rate})" : Of(rate).IsZero ? "free" : $"{Of(rate)}";
}

/// <summary>A fee that holds for cancellations at least so many hours before the pickup.</summary>
public sealed record CancellationTier : CancellationFee
{
    public required decimal HoursBefore { get; init; }
}

/// <summary>The policy as it was promised to one booking.</summary>
public sealed record CancellationTerms(CancellationPolicy Policy)
{
    /// <summary>What cancelling now would cost; nothing where no tier covers it.</summary>
    public Money FeeAt(DateTimeOffset now, DateTimeOffset pickup, Money rate)
    {
        var hours = (decimal)(pickup - now).TotalHours;
        var tier = Policy.Tiers.Where(tier => hours >= tier.HoursBefore).MaxBy(tier => tier.HoursBefore)
            ?? Policy.Tiers.MinBy(tier => tier.HoursBefore);
        return tier?.Of(rate) ?? Money.Zero(rate.Currency);
    }

    public Money NoShowFee(Money rate) => Policy.NoShow?.Of(rate) ?? Money.Zero(rate.Currency);

    /// <summary>The terms in English, each deadline in the pickup's local time.</summary>
    public string Text(DateTimeOffset pickup, TimeZoneInfo pickupZone, Money rate)
    {
        var sentences = new List<string>();
        foreach (var tier in Policy.Tiers.OrderByDescending(tier => tier.HoursBefore))
        {
            var fee = tier.Text(rate);
            var deadline = TimeZoneInfo.ConvertTime(pickup.AddHours(-(double)tier.HoursBefore), pickupZone);
            sentences.Add(tier.HoursBefore > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{Capital(fee)} until {deadline:yyyy-MM-dd HH:mm}.")
                : $"{Capital(fee)} until the pickup.");
        }
        if (Policy.NoShow is { } noShow)
            sentences.Add($"No-show: {noShow.Text(rate)}.");
        return sentences.Count == 0 ? "" : $"Cancellation, local time of the pickup: {string.Join(' ', sentences)}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
