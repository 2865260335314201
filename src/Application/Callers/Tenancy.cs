namespace GroundTransport.Application.Callers;

/// <summary>Which vendors a key has access to: another tenant's are unknown to it.</summary>
internal static class Tenancy
{
    /// <summary>Whether the caller has access to all of these vendors. What also belongs to others isn't shown.</summary>
    public static bool SeesAll(this Operator by, IEnumerable<string>? vendorCodes) =>
        by.VendorCodes is null || (vendorCodes is not null && vendorCodes.All(by.Sees));

    /// <summary>
    /// The vendors that a list can show; null: all. A vendor without access gives an empty list, like one that doesn't exist.
    /// </summary>
    public static IReadOnlyList<string>? Visible(this Operator by, string? vendor) =>
        vendor is null ? by.VendorCodes : by.Sees(vendor) ? [vendor] : [];
}
