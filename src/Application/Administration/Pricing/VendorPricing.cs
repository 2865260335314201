using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.Pricing;

/// <summary>What prices a vendor's rides.</summary>
/// <param name="Vendor">Its version is the version of the pricing, too.</param>
/// <param name="PreviousSecretUntil">Until when the secret before the last rotation signs as well; null: there is none.</param>
/// <param name="NewSecret">The secret that was just generated; null: none was.</param>
public sealed record VendorPricing(Vendor Vendor, DateTimeOffset? PreviousSecretUntil = null, string? NewSecret = null)
{
    /// <summary>Only the host of its address: a path or a query may be a secret.</summary>
    internal AuditedChange Audited(AuditAction action) => new(
        action, AuditSubject.Pricing, Vendor.Code, Vendor.Name, [Vendor.Code],
        Vendor.Pricing is { } service ? $"service at {new Uri(service.Url).Host}" : "rate plan");

    // A record's default prints every property, including secrets.
    public override string ToString() => $"Pricing of vendor {Vendor.Code}";
}

/// <summary>Finds the vendor whose pricing is read or changed.</summary>
internal static class PricedVendor
{
    public static async Task<Outcome<Vendor>> FindPriced(
        this IVendors vendors, Operator by, string code, int? ifVersion, CancellationToken ct)
    {
        if (await vendors.FindOf(by, code, ct) is not { } vendor)
            return Refusal.Unknown("vendor");
        return ifVersion is { } seen && seen != vendor.Version ? Refusal.Stale("vendor", seen, vendor.Version) : vendor;
    }
}
