using GroundTransport.Application.Search;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>A price as RateInfo contains it; what is null or empty becomes an empty element.</summary>
internal sealed record RateInfo
{
    public string RateId { get; init; } = "";

    /// <summary>The amount as text: a refused Sell echoes it without knowing its currency.</summary>
    public string Rate { get; init; } = "";

    public RateType? Type { get; init; }

    public string CategoryCode { get; init; } = "";

    public decimal? MinHours { get; init; }

    public string Currency { get; init; } = "";

    public string NoRateText { get; init; } = "";

    public string DiscountType { get; init; } = "";

    public Money? BasePrice { get; init; }

    public Money? ServiceCharge { get; init; }

    public Money? SurCharge { get; init; }

    public string SurChargeDescription { get; init; } = "";

    public Money? Tax { get; init; }

    public Money? ExtraPickupCharge { get; init; }

    public Money? ExtraDropoffCharge { get; init; }

    public Money? ExtraStop { get; init; }

    public Money? ExtraTime { get; init; }

    public string Message { get; init; } = "";

    public static RateInfo Of(QuotedRide ride) =>
        Of(ride.Offer.RateId, ride.Offer.Fare, ride.Token, Description(ride.Offer.Fare.Type));

    /// <summary>Of a booked ride: the final fare replaces the quoted one, part by part.</summary>
    public static RateInfo Of(Ride ride, FinalFare? final)
    {
        var quoted = Of(ride.RateId, ride.Fare);
        return final is null ? quoted : quoted with
        {
            Rate = final.Rate.ToAmountText(),
            BasePrice = final.BasePrice,
            ServiceCharge = final.ServiceCharge,
            SurCharge = final.AllSurCharges,
            SurChargeDescription = string.Join(", ", final.Extras.Select(extra => extra.ToString())
                .Prepend(quoted.SurChargeDescription).Where(part => part.Length > 0)),
            Tax = final.Tax,
        };
    }

    private static RateInfo Of(string rateId, Fare fare, string categoryCode = "", string message = "")
    {
        var isPriced = fare.Type != RateType.NotAvailable;
        return new RateInfo
        {
            RateId = rateId,
            Rate = fare.Rate.ToAmountText(),
            Type = fare.Type,
            CategoryCode = categoryCode,
            Message = message,
            MinHours = fare.MinHours,
            Currency = fare.Currency.Code,
            NoRateText = fare.NoRateText,
            DiscountType = fare.DiscountType,
            BasePrice = isPriced ? fare.BasePrice : null,
            ServiceCharge = isPriced ? fare.ServiceCharge : null,
            SurCharge = isPriced ? fare.SurCharge : null,
            SurChargeDescription = fare.SurChargeDescription,
            Tax = isPriced ? fare.Tax : null,
            ExtraPickupCharge = fare.ExtraPickupCharge,
            ExtraDropoffCharge = fare.ExtraDropoffCharge,
            ExtraStop = fare.ExtraStop,
            ExtraTime = fare.ExtraTimePerHour,
        };
    }

    /// <summary>The vehicle is described elsewhere, so Message names the kind of price.</summary>
    private static string Description(RateType type) => type switch
    {
        RateType.Flat => "Flat rate",
        RateType.Hourly => "Hourly rate",
        RateType.Estimated => "Estimated rate",
        _ => "Price on request",
    };
}
