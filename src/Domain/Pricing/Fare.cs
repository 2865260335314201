using GroundTransport.Domain.Amounts;

namespace GroundTransport.Domain.Pricing;

/// <summary>The price of a ride. <see cref="Rate"/> is always exactly the sum of its four parts.</summary>
public sealed record Fare
{
    public required RateType Type { get; init; }

    public required Money BasePrice { get; init; }

    public required Money ServiceCharge { get; init; }

    public required Money SurCharge { get; init; }

    /// <summary>The surcharges that are included in <see cref="SurCharge"/>.</summary>
    public string SurChargeDescription { get; init; } = "";

    public required Money Tax { get; init; }

    /// <summary>Reported beside <see cref="Rate"/>, never included.</summary>
    public Money? ExtraPickupCharge { get; init; }

    /// <summary>Reported beside <see cref="Rate"/>, never included.</summary>
    public Money? ExtraDropoffCharge { get; init; }

    public Money? ExtraStop { get; init; }

    public Money? ExtraTimePerHour { get; init; }

    /// <summary>Hourly rates: the minimum number of hours charged.</summary>
    public decimal? MinHours { get; init; }

    /// <summary>Why there is no price, if <see cref="Type"/> is <see cref="RateType.NotAvailable"/>.</summary>
    public string NoRateText { get; init; } = "";

    public string DiscountType { get; init; } = "";

    public Money Rate => BasePrice + ServiceCharge + SurCharge + Tax;

    public Currency Currency => BasePrice.Currency;
}
