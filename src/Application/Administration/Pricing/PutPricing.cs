using System.ComponentModel.DataAnnotations;
using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outgoing;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Signing;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Pricing;

/// <summary>What prices a vendor's rides, as the supplier writes it; the secret is generated, never chosen.</summary>
/// <param name="Mode">The rate plan, or a service of the vendor's own.</param>
/// <param name="Url">Where the service is asked; its confirmations at this address with /confirm.</param>
/// <param name="TimeoutMs">How long an answer may take: 100 to 3000, 1500 by default.</param>
/// <param name="OnFailure">What prices a search if the service doesn't; none by default.</param>
/// <param name="Confirm">Whether the service confirms each booking; false by default.</param>
public sealed record PricingInput(
    [property: Required] PricingMode? Mode, string? Url, int? TimeoutMs, PricingFallback? OnFailure, bool? Confirm)
{
    internal PricingService? ToService() => Mode == PricingMode.Plan
        ? null
        : new PricingService(
            Url!, TimeoutMs ?? PricingService.DefaultTimeoutMs, OnFailure ?? PricingFallback.None, Confirm ?? false);

    // A record's default prints every property; the path or the query of an address may be a secret.
    public override string ToString() => $"Pricing by {Mode}";
}

/// <summary>
/// Chooses what prices a vendor's rides. The first time that a service does, its secret is shown. In force at once: for Search within two
/// seconds on every node. What was quoted before is sold as it was quoted.
/// </summary>
/// <param name="IfVersion">The version of the vendor that the caller has read; null for any.</param>
public sealed record PutPricing(Operator By, string VendorCode, PricingInput Pricing, int? IfVersion)
    : IRequest<Outcome<VendorPricing>>, IWrite, IAudited<Outcome<VendorPricing>>
{
    public AuditedChange Describe(Outcome<VendorPricing> response) => response.Value.Audited(AuditAction.Changed);
}

/// <summary>A mode, and what belongs to it.</summary>
public sealed class PutPricingValidator : AbstractValidator<PutPricing>
{
    public PutPricingValidator()
    {
        RuleFor(put => put.Pricing.Mode).NotNull().OverridePropertyName("mode").WithMessage("Either plan or service.");
        RuleFor(put => put.Pricing).Must(pricing => pricing is { Url: null, TimeoutMs: null, OnFailure: null, Confirm: null })
            .When(put => put.Pricing.Mode == PricingMode.Plan).OverridePropertyName("url")
            .WithMessage("Only a service has an address, a time-out and the rest. Leave them out, or send mode service.");
        RuleFor(put => put.Pricing.TimeoutMs).InclusiveBetween(PricingService.ShortestTimeoutMs, PricingService.LongestTimeoutMs)
            .OverridePropertyName("timeoutMs")
            .WithMessage($"Milliseconds from {PricingService.ShortestTimeoutMs} to {PricingService.LongestTimeoutMs}.");
    }
}

/// <inheritdoc cref="PutPricing"/>
public sealed class PutPricingHandler(IVendors vendors, IPricingSecrets secrets, AddressRule addresses)
    : IRequestHandler<PutPricing, Outcome<VendorPricing>>
{
    public async Task<Outcome<VendorPricing>> Handle(PutPricing request, CancellationToken cancellationToken)
    {
        var service = request.Pricing.ToService();
        if (service is not null && addresses.Mistake(service.Url) is { } mistake)
            return Refusal.Malformed("url", mistake);
        if (await vendors.FindPriced(request.By, request.VendorCode, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var before = found.Value;
        if (service is { OnFailure: PricingFallback.Plan } && before.PlanVersion == 0)
        {
            return Refusal.Conflict(
                "onFailure", $"Vendor {before.Code} has no rate plan that could take over. PUT one first, or send none.");
        }
        var stored = before.Pricing is null ? null : await secrets.Find(before.Code, cancellationToken);
        if (service == before.Pricing)
            return new VendorPricing(before, stored?.PreviousUntil);
        var after = before with { Pricing = service, Version = before.Version + 1 };
        vendors.Replace(after);
        if (service is null)
        {
            await secrets.Remove(before.Code, cancellationToken);
            return new VendorPricing(after);
        }
        if (stored is not null)
            return new VendorPricing(after, stored.PreviousUntil);
        var issued = SigningSecrets.New();
        secrets.Add(before.Code, issued);
        return new VendorPricing(after, NewSecret: issued.Current);
    }
}
