using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Rules for the vendor codes that a direct connect or an API key is bound to.</summary>
internal static class VendorCodeRules
{
    /// <summary>Refuses codes that no vendor has, or another tenant's, with the same text for both.</summary>
    public static async Task<Refusal?> RefusesVendors(
        this IVendors vendors, Operator by, IReadOnlyList<string> codes, CancellationToken ct, string field = "vendorCodes")
    {
        var unknown = await vendors.FindUnknown(codes, ct);
        var wrong = codes.Select((code, index) => (code, index)).Where(item => !by.Sees(item.code) || unknown.Contains(item.code))
            .Select(item => new FieldError($"{field}[{item.index}]", $"There is no vendor {item.code}.")).ToList();
        return wrong.Count == 0 ? null : Refusal.Request(wrong[0].Field, wrong[0].Message) with { Fields = wrong };
    }

    /// <summary>Vendor codes: at least one, without duplicates.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> VendorCodes<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(codes => codes is { Count: > 0 and <= 200 }
                && codes.All(code => code is { Length: > 0 and <= 8 } && PlainText.Is(code))
                && codes.Distinct().Count() == codes.Count)
            .OverridePropertyName("vendorCodes").WithMessage("A list of 1 to 200 vendor codes, without duplicates.");
}
