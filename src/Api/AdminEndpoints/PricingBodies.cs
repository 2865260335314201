using GroundTransport.Application.Administration.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>What prices a vendor's rides.</summary>
/// <param name="Mode">Its rate plan, or a service of its own.</param>
/// <param name="Url">Where the service is asked; null: the plan prices.</param>
/// <param name="TimeoutMs">How long an answer may take; null: the plan prices.</param>
/// <param name="OnFailure">What prices a search if the service doesn't; null: the plan prices.</param>
/// <param name="Confirm">Whether the service confirms each booking; null: the plan prices.</param>
/// <param name="PreviousSecretUntil">Until when the secret before the last rotation signs too; null: there is none.</param>
/// <param name="Version">The vendor's version. What If-Match compares; also the ETag.</param>
public sealed record PricingBody(
    PricingMode Mode, string? Url, int? TimeoutMs, PricingFallback? OnFailure, bool? Confirm, DateTimeOffset? PreviousSecretUntil,
    int Version)
{
    public static PricingBody Of(VendorPricing pricing) => pricing.Vendor.Pricing is { } service
        ? new(PricingMode.Service, service.Url, service.TimeoutMs, service.OnFailure, service.Confirm, pricing.PreviousSecretUntil,
            pricing.Vendor.Version)
        : new(PricingMode.Plan, null, null, null, null, null, pricing.Vendor.Version);
}

/// <summary>What prices a vendor's rides, with the secret if it is new: it is shown this once.</summary>
/// <param name="Mode">Its rate plan, or a service of its own.</param>
/// <param name="Url">Where the service is asked; null: the plan prices.</param>
/// <param name="TimeoutMs">How long an answer may take; null: the plan prices.</param>
/// <param name="OnFailure">What prices a search if the service doesn't; null: the plan prices.</param>
/// <param name="Confirm">Whether the service confirms each booking; null: the plan prices.</param>
/// <param name="PreviousSecretUntil">Until when the secret before the last rotation signs too; null: there is none.</param>
/// <param name="Version">The vendor's version. What If-Match compares; also the ETag.</param>
/// <param name="Secret">Verifies the signature of each request: whsec_ and Base64. Null: it is the one that was shown before.</param>
public sealed record IssuedPricingBody(
    PricingMode Mode, string? Url, int? TimeoutMs, PricingFallback? OnFailure, bool? Confirm, DateTimeOffset? PreviousSecretUntil,
    int Version, string? Secret)
{
    public static IssuedPricingBody Of(VendorPricing pricing)
    {
        var shown = PricingBody.Of(pricing);
        return new(shown.Mode, shown.Url, shown.TimeoutMs, shown.OnFailure, shown.Confirm, shown.PreviousSecretUntil, shown.Version,
            pricing.NewSecret);
    }
}
