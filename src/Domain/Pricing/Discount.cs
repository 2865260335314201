using System.Globalization;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Pricing;

/// <summary>
/// A discount agreed with a company: a percentage off the base price, or its own prices for some rates. If several apply, the
/// lowest base price counts; a discount that would raise it is ignored.
/// </summary>
public sealed record Discount
{
    /// <summary>The company; empty: the number alone decides.</summary>
    public string CorporateId { get; init; } = "";

    /// <summary>Its number; empty: every number of that company.</summary>
    public string Number { get; init; } = "";

    /// <summary>The percentage off the base price.</summary>
    public decimal? Percent { get; init; }

    /// <summary>By rate id: the price of a flat rate, an hour of an hourly rate, the whole base price of an estimated rate.</summary>
    public IReadOnlyDictionary<string, decimal> Rates { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The first day of rides that it applies to, in local time of the pickup.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day of rides that it applies to.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The text that Concur shows as DiscountType.</summary>
    public string Description => (CorporateId.Length > 0 ? CorporateId : "Discount")
        + (Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $" {percent:0.##} %") : " rate");

    /// <summary>Whether a traveller's code matches this discount, and it is valid on the day of the ride.</summary>
    public bool AppliesTo(DiscountCode code, string vendorCode, DateOnly day) =>
        (code.VendorCode.Length == 0 || Same(code.VendorCode, vendorCode))
        && (CorporateId.Length == 0 || Same(code.CorporateId, CorporateId))
        && (Number.Length == 0 || Same(code.Number, Number))
        && !(day < ValidFrom) && !(day > ValidTo);

    private static bool Same(string sent, string agreed) => string.Equals(sent.Trim(), agreed, StringComparison.OrdinalIgnoreCase);
}
