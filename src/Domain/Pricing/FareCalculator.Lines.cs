using System.Globalization;
using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Pricing;

/// <content>The same sums, line by line, for whoever asks why.</content>
public static partial class FareCalculator
{
    /// <summary>Each part of a fare with its reason, charges that don't apply included; the lines in Rate add up to it.</summary>
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
                ServiceCharge service => new FareLine("serviceCharge", How(service), AmountOf(service, fare.BasePrice), true),
                Surcharge surcharge when surcharge.AppliesAt(ride.LocalPickup) =>
                    new FareLine("surCharge", $"{surcharge.Description}: {How(surcharge)}", AmountOf(surcharge, fare.BasePrice), true),
                Surcharge surcharge => new FareLine("surCharge",
                    string.Create(CultureInfo.InvariantCulture, $"{surcharge.Description}: not at {ride.LocalPickup:ddd yyyy-MM-dd HH:mm}"), zero, true),
                Tax tax => new FareLine("tax", string.Create(CultureInfo.InvariantCulture, $"{tax.Percent:0.####} % on {string.Join(", ", tax.On)}"),
                    AmountOf(tax, fare.BasePrice, fare.ServiceCharge, fare.SurCharge), true),
                PickupCharge pickup => Beside("extraPickupCharge", pickup.Amount, pickup.Zones, ride.PickupZone),
                DropoffCharge dropoff => Beside("extraDropoffCharge", dropoff.Amount, dropoff.Zones, ride.DropoffZone),
                ExtraStop stop => new FareLine("extraStop", "for each", Money.Round(stop.Amount, plan.Currency), false),
                ExtraTime time => new FareLine("extraTime", "for each hour", Money.Round(time.PerHour, plan.Currency), false),
                _ => throw new ArgumentOutOfRangeException(nameof(plan), charge.GetType().Name, "Unknown charge"),
            });
        }
        return lines;

        FareLine Beside(string part, decimal amount, IReadOnlyList<string> zones, Zone? zone) =>
            zone is not null && zones.Contains(zone.Code, StringComparer.Ordinal)
                ? new FareLine(part, $"in zone {zone.Code}", Money.Round(amount, plan.Currency), false)
                : new FareLine(part, $"only in {string.Join(", ", zones)}", zero, false);
    }

    private static string WhyBase(RatePlan plan, Rate rate, PricedJourney ride)
    {
        var how = rate switch
        {
            FlatRate => "flat",
            EstimatedRate { PerMile: { } perMile, Miles: { } miles } estimated =>
                string.Create(CultureInfo.InvariantCulture, $"{estimated.Base} + {perMile} x {miles} miles, at least {estimated.Minimum}"),
            EstimatedRate estimated =>
                string.Create(CultureInfo.InvariantCulture, $"{estimated.Base} + {estimated.PerKm} x {estimated.Km} km, at least {estimated.Minimum}"),
            HourlyRate hourly => string.Create(CultureInfo.InvariantCulture,
                $"{hourly.PerHour} an hour x {Minutes(hourly, ride.Journey)} minutes (at least {hourly.MinimumHours} hours, in steps of {hourly.IncrementMinutes} minutes)"),
            OnRequestRate onRequest => onRequest.Text,
            _ => throw Unknown(rate),
        };
        if (ride.Journey.Discount is null)
            return how;
        return BestBasePrice(plan, rate, ride).Discount is { } discount
            ? string.Create(CultureInfo.InvariantCulture, $"{how}, {Money.Round(BasePrice(rate, ride.Journey), plan.Currency)} without discount; discount {discount.Description}")
            : $"{how}; no discount holds for this code on this day";
    }

    private static string How(PercentOrAmount charge) =>
        charge.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.####} % of the base price") : "fixed";
}
