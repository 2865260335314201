using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>The inputs of a price besides the plan.</summary>
/// <param name="DropoffZone">Null if the drop-off is as directed or outside every zone (hourly rides).</param>
public sealed record PricedJourney(Journey Journey, Zone PickupZone, Zone? DropoffZone, TimeZoneInfo PickupTimeZone)
{
    /// <summary>The pickup's, if no zone covers the drop-off.</summary>
    public TimeZoneInfo DropoffTimeZone { get; init; } = PickupTimeZone;

    public DateTime LocalPickup { get; } = TimeZoneInfo.ConvertTime(Journey.Start, PickupTimeZone).DateTime;
}

/// <summary>Calculates a fare: base price, service charge, surcharges and tax, each rounded to the minor unit separately.</summary>
public static partial class FareCalculator
{
    public static Fare Price(RatePlan plan, Rate rate, PricedJourney ride)
    {
        var currency = plan.Currency;
        if (rate is OnRequestRate onRequest)
        {
            var zero = Money.Zero(currency);
            return new Fare
            {
                Type = rate.Type,
                BasePrice = zero,
                ServiceCharge = zero,
                SurCharge = zero,
                Tax = zero,
                NoRateText = onRequest.Text,
            };
        }

        var (price, discount) = BestBasePrice(plan, rate, ride);
        var basePrice = Money.Round(price, currency);
        Money service = Money.Zero(currency), surcharge = service, tax = service;
        Money? pickup = null, dropoff = null, stop = null, hour = null;
        var descriptions = new List<string>();
        foreach (var charge in plan.Charges)
        {
            switch (charge)
            {
                case ServiceCharge always:
                    service += AmountOf(always, basePrice);
                    break;
                case Surcharge timed when timed.AppliesAt(ride.LocalPickup):
                    surcharge += AmountOf(timed, basePrice);
                    descriptions.Add(timed.Description);
                    break;
                case PickupCharge fee when fee.Zones.Contains(ride.PickupZone.Code):
                    pickup = Plus(pickup, fee.Amount);
                    break;
                case DropoffCharge fee when ride.DropoffZone is { } zone && fee.Zones.Contains(zone.Code):
                    dropoff = Plus(dropoff, fee.Amount);
                    break;
                case ExtraStop extra:
                    stop = Plus(stop, extra.Amount);
                    break;
                case ExtraTime extra:
                    hour = Plus(hour, extra.PerHour);
                    break;
                case Surcharge or PickupCharge or DropoffCharge or Tax:
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(plan), charge.GetType().Name, "Unknown charge");
            }
        }
        // Taxes come last, whatever their position in the plan: they apply to the totals of the other charges.
        foreach (var charge in plan.Charges)
        {
            if (charge is Tax on)
                tax += AmountOf(on, basePrice, service, surcharge);
        }
        descriptions.Sort(StringComparer.Ordinal);
        return new Fare
        {
            Type = rate.Type,
            BasePrice = basePrice,
            ServiceCharge = service,
            SurCharge = surcharge,
            SurChargeDescription = string.Join(", ", descriptions),
            Tax = tax,
            ExtraPickupCharge = pickup,
            ExtraDropoffCharge = dropoff,
            ExtraStop = stop,
            ExtraTimePerHour = hour,
            MinHours = rate is HourlyRate hourly ? hourly.MinimumHours : null,
            DiscountType = discount?.Description ?? "",
        };

        Money Plus(Money? sum, decimal fee) => (sum ?? Money.Zero(currency)) + Money.Round(fee, currency);
    }

    /// <summary>When the ride ends: the requested end, else the start and the rate's duration.</summary>
    public static DateTimeOffset EndOf(Rate rate, Journey journey) => rate switch
    {
        FlatRate flat => journey.End ?? journey.Start.AddMinutes(flat.Minutes),
        EstimatedRate estimated => journey.End ?? journey.Start.AddMinutes(estimated.Minutes),
        HourlyRate hourly => journey.Start.AddMinutes((double)Minutes(hourly, journey)),
        OnRequestRate => journey.End ?? journey.Start,
        _ => throw Unknown(rate),
    };

    /// <summary>
    /// The base price with the best discount for this traveller's company, and that discount. The plan's order doesn't matter.
    /// </summary>
    internal static (decimal Price, Discount? Discount) BestBasePrice(RatePlan plan, Rate rate, PricedJourney ride)
    {
        var full = BasePrice(rate, ride.Journey);
        if (ride.Journey.Discount is not { } code || plan.Discounts.Count == 0)
            return (full, null);
        var day = DateOnly.FromDateTime(ride.LocalPickup);
        return plan.Discounts.Where(discount => discount.AppliesTo(code, plan.VendorCode, day))
            .Select(discount => (Price: Discounted(rate, ride.Journey, full, discount), Discount: (Discount?)discount))
            .Where(candidate => candidate.Price < full)
            .OrderBy(candidate => candidate.Price).ThenBy(candidate => candidate.Discount!.Description, StringComparer.Ordinal)
            .FirstOrDefault((full, null));
    }

    private static decimal Discounted(Rate rate, Journey journey, decimal full, Discount discount)
    {
        if (discount.Percent is { } percent)
            return full * (100 - percent) / 100;
        if (!discount.Rates.TryGetValue(rate.Id, out var own))
            return full;
        return rate is HourlyRate hourly ? own * Minutes(hourly, journey) / 60 : own;
    }

    private static decimal BasePrice(Rate rate, Journey journey) => rate switch
    {
        FlatRate flat => flat.Price,
        EstimatedRate estimated => Math.Max(
            estimated.Minimum,
            estimated.Base + (estimated.PerMile ?? 0) * (estimated.Miles ?? 0) + (estimated.PerKm ?? 0) * (estimated.Km ?? 0)),
        HourlyRate hourly => hourly.PerHour * Minutes(hourly, journey) / 60,
        OnRequestRate => 0,
        _ => throw Unknown(rate),
    };

    /// <summary>
    /// The charged time in minutes. In hours, some durations aren't exact in binary, and the ride would end a tick too early.
    /// </summary>
    private static decimal Minutes(HourlyRate rate, Journey journey)
    {
        var minimum = rate.MinimumHours * 60;
        if (journey.End is not { } end)
            return minimum;
        var increments = Math.Ceiling((decimal)(end - journey.Start).TotalMinutes / rate.IncrementMinutes);
        return Math.Max(minimum, increments * rate.IncrementMinutes);
    }

    private static ArgumentOutOfRangeException Unknown(Rate rate) => new(nameof(rate), rate.GetType().Name, "Unknown rate");

    private static Money AmountOf(PercentOrAmount charge, Money basePrice) =>
        charge.Percent is { } percent ? basePrice.Percent(percent) : Money.Round(charge.Amount ?? 0, basePrice.Currency);

    private static Money AmountOf(Tax tax, Money basePrice, Money service, Money surcharge) => Money.Round(
        ((tax.On.Contains(FarePart.Base) ? basePrice.Amount : 0)
            + (tax.On.Contains(FarePart.ServiceCharge) ? service.Amount : 0)
            + (tax.On.Contains(FarePart.Surcharge) ? surcharge.Amount : 0)) * tax.Percent * 0.01m,
        basePrice.Currency);
}
