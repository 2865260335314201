using FluentValidation;
using GroundTransport.Application.Administration;
using GroundTransport.Domain;

namespace GroundTransport.Application;

/// <summary>Which vendors a key may name: another tenant's don't exist for it.</summary>
internal static class Tenancy
{
    /// <summary>Whether all of these vendors are the caller's; a thing that belongs to others too isn't shown.</summary>
    public static bool SeesAll(this Operator by, IEnumerable<string>? vendorCodes) =>
        by.VendorCodes is null || (vendorCodes is not null && vendorCodes.All(by.Sees));

    /// <summary>Which vendors a list may show. Null: all. One that the key doesn't see gives an empty list, as one that doesn't exist.</summary>
    public static IReadOnlyList<string>? Visible(this Operator by, string? vendor) =>
        vendor is null ? by.VendorCodes : by.Sees(vendor) ? [vendor] : [];

    /// <summary>Refuses codes that are no vendor's, or another tenant's: nobody learns which.</summary>
    public static async Task<Refusal?> RefusesVendors(this IVendors vendors, Operator by, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var unknown = await vendors.Unknown(codes, ct);
        var wrong = codes.Select((code, index) => (code, index)).Where(given => !by.Sees(given.code) || unknown.Contains(given.code))
            .Select(given => new FieldError($"vendorCodes[{given.index}]", $"There is no vendor {given.code}.")).ToList();
        return wrong.Count == 0 ? null : Refusal.Request(wrong[0].Field, wrong[0].Message) with { Fields = wrong };
    }

    /// <summary>Codes of vendors: at least one, none twice.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> VendorCodes<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(codes => codes is { Count: > 0 and <= 200 } && codes.All(code => code is { Length: > 0 and <= 8 } && PlainText.Is(code)) && codes.Distinct().Count() == codes.Count)
            .OverridePropertyName("vendorCodes").WithMessage("A list of 1 to 200 vendor codes, none twice.");
}
