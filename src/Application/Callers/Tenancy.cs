namespace GroundTransport.Application.Callers;

/// <summary>Which vendors a key may name: another tenant's don't exist for it.</summary>
internal static class Tenancy
{
    /// <summary>Whether all of these vendors are the caller's; a thing that belongs to others too isn't shown.</summary>
    public static bool SeesAll(this Operator by, IEnumerable<string>? vendorCodes) =>
        by.VendorCodes is null || (vendorCodes is not null && vendorCodes.All(by.Sees));

    /// <summary>Which vendors a list may show. Null: all. One that the key doesn't see gives an empty list, as one that doesn't exist.</summary>
    public static IReadOnlyList<string>? Visible(this Operator by, string? vendor) =>
        vendor is null ? by.VendorCodes : by.Sees(vendor) ? [vendor] : [];
}
