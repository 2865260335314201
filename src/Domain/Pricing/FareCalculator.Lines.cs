using GroundTransport.Domain.Amounts;
using static System.FormattableString;

namespace GroundTransport.Domain.Pricing;

/// <content>The same calculation, line by line.</content>
public static partial class FareCalculator
{
    /// <summary>Each part of a fare with its reason, including charges that don't apply. The lines in Rate add up to it.</summary>
    public static IReadOnlyList<FareLine> Lines(RatePlan plan, Rate rate, PricedJourney ride)
    {
        var fare = Price(plan, rate, ride);
        if (rate is OnRequestRate onRequest)
            return [new FareLine("base", onRequest.Text, fare.BasePrice, InRate: true)];
        var zero = Money.Zero(plan.Currency);
        var lines = new List<FareLine> { new("base", WhyBase(plan, rate, ride), fare.BasePrice, InRate: true) };
        foreach (var charge in plan.Charges)
        {
            lines.Add(charge switch
            {
                ServiceCharge service => InRate("serviceCharge", How(service), AmountOf(service, fare.BasePrice)),
                Surcharge surcharge when surcharge.AppliesAt(ride.LocalPickup) =>
                    InRate("surCharge", $"{surcharge.Description}: {How(surcharge)}", AmountOf(surcharge, fare.BasePrice)),
                Surcharge surcharge =>
                    InRate("surCharge", Invariant($"{surcharge.Description}: not at {ride.LocalPickup:ddd yyyy-MM-dd HH:mm}"), zero),
                Tax tax => InRate("tax", Invariant($"{tax.Percent:0.####} % on {string.Join(", ", tax.On.Select(NameOf))}"),
                    AmountOf(tax, fare.BasePrice, fare.ServiceCharge, fare.SurCharge)),
                PickupCharge pickup => InZones("extraPickupCharge", pickup.Amount, pickup.Zones, ride.PickupZone),
                DropoffCharge dropoff => InZones("extraDropoffCharge", dropoff.Amount, dropoff.Zones, ride.DropoffZone),
                ExtraStop stop => BesideRate("extraStop", "per stop", Money.Round(stop.Amount, plan.Currency)),
                ExtraTime time => BesideRate("extraTime", "per hour", Money.Round(time.PerHour, plan.Currency)),
                _ => throw new ArgumentOutOfRangeException(nameof(plan), charge.GetType().Name, "Unknown charge"),
            });
        }
        return lines;

        static FareLine InRate(string part, string why, Money amount) => new(part, why, amount, InRate: true);

        static FareLine BesideRate(string part, string why, Money amount) => new(part, why, amount, InRate: false);

        FareLine InZones(string part, decimal amount, IReadOnlyList<string> zones, Zone? zone) =>
            zone is not null && zones.Contains(zone.Code, StringComparer.Ordinal)
                ? BesideRate(part, $"in zone {zone.Code}", Money.Round(amount, plan.Currency))
                : BesideRate(part, $"only in {string.Join(", ", zones)}", zero);
    }

    private static string WhyBase(RatePlan plan, Rate rate, PricedJourney ride)
    {
        var how = rate switch
        {
            FlatRate => "flat",
            EstimatedRate { PerMile: { } perMile, Miles: { } miles } estimated =>
                Invariant($"{estimated.Base} + {perMile} x {miles} miles, at least {estimated.Minimum}"),
            EstimatedRate estimated => Invariant($"{estimated.Base} + {estimated.PerKm} x {estimated.Km} km, at least {estimated.Minimum}"),
            HourlyRate hourly => Invariant($"{hourly.PerHour} per hour x {Minutes(hourly, ride.Journey)} minutes ")
                + Invariant($"(at least {hourly.MinimumHours} hours, in steps of {hourly.IncrementMinutes} minutes)"),
            OnRequestRate onRequest => onRequest.Text,
            _ => throw Unknown(rate),
        };
        if (ride.Journey.Discount is null)
            return how;
        return BestBasePrice(plan, rate, ride).Discount is { } discount
            ? $"{how}, {Money.Round(BasePrice(rate, ride.Journey), plan.Currency)} without discount; discount {discount.Description}"
            : $"{how}; no discount applies to this code on this day";
    }

    private static string How(PercentOrAmount charge) =>
        charge.Percent is { } percent ? Invariant($"{percent:0.####} % of the base price") : "fixed";

    /// <summary>As the rate plan spells it.</summary>
    private static string NameOf(FarePart part) => part switch
    {
        FarePart.Base => "base",
        FarePart.ServiceCharge => "serviceCharge",
        FarePart.Surcharge => "surcharge",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Unknown part of a fare"),
    };
}
