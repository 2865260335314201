using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Rules for the vendor codes that a connection or a key is bound to.</summary>
internal static class VendorCodeRules
{
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
