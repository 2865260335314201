using System.Globalization;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>
/// What was agreed with a company: so many percent off the base price, or prices of its own for some rates. Of several
/// that hold, the lowest base price counts; one that would raise it doesn't count.
/// </summary>
public sealed record Discount
{
    /// <summary>Whose it is; empty: the number alone decides.</summary>
    public string CorporateId { get; init; } = "";

    /// <summary>Its number; empty: every number of that company.</summary>
    public string Number { get; init; } = "";

    /// <summary>Off the base price.</summary>
    public decimal? Percent { get; init; }

    /// <summary>By rate id: the price of a flat rate, an hour of an hourly rate, the whole base price of an estimated rate.</summary>
    public IReadOnlyDictionary<string, decimal> Rates { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The first day of a ride that has it, by the clock at the pickup.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day of a ride that has it.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>What Concur shows as DiscountType.</summary>
    public string Description => (CorporateId.Length > 0 ? CorporateId : "Discount")
        + (Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $" {percent:0.##} %") : " rate");

    /// <summary>Whether a traveller's code asks for this discount, and the day of the ride has it.</summary>
    public bool Holds(DiscountCode code, string vendorCode, DateOnly day) =>
        (code.VendorCode.Length == 0 || Same(code.VendorCode, vendorCode))
        && (CorporateId.Length == 0 || Same(code.CorporateId, CorporateId))
        && (Number.Length == 0 || Same(code.Number, Number))
        && !(day < ValidFrom) && !(day > ValidTo);

    private static bool Same(string given, string agreed) => string.Equals(given.Trim(), agreed, StringComparison.OrdinalIgnoreCase);
}
