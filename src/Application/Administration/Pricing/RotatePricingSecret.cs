using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Signing;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.Pricing;

/// <summary>Generates a new secret for a vendor's pricing service. For the overlap the old one signs as well.</summary>
/// <param name="IfVersion">The version of the vendor that the caller has read; null for any.</param>
/// <param name="OverlapHours">How long both sign.</param>
public sealed record RotatePricingSecret(Operator By, string VendorCode, int? IfVersion, int OverlapHours)
    : IRequest<Outcome<VendorPricing>>, IWrite, IAudited<Outcome<VendorPricing>>
{
    public AuditedChange Describe(Outcome<VendorPricing> response) => response.Value.Audited(AuditAction.Rotated);
}

/// <summary>An overlap of at most a week.</summary>
public sealed class RotatePricingSecretValidator : AbstractValidator<RotatePricingSecret>
{
    public RotatePricingSecretValidator() => RuleFor(rotate => rotate.OverlapHours).OverlapHours();
}

/// <inheritdoc cref="RotatePricingSecret"/>
public sealed class RotatePricingSecretHandler(
    IVendors vendors, IPricingSecrets secrets, IdempotencyKeys idempotency, TimeProvider clock)
    : IRequestHandler<RotatePricingSecret, Outcome<VendorPricing>>
{
    public async Task<Outcome<VendorPricing>> Handle(RotatePricingSecret request, CancellationToken cancellationToken)
    {
        if (await idempotency.ClaimRotation(request.By, request.VendorCode, cancellationToken) is { } repeated)
            return repeated;
        if (await vendors.FindPriced(request.By, request.VendorCode, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        if (found.Value.Pricing is null)
        {
            return Refusal.Conflict(
                "mode", $"The rate plan prices the rides of vendor {request.VendorCode}: there is no secret to rotate.");
        }
        var now = clock.GetUtcNow();
        var stored = await secrets.Find(request.VendorCode, cancellationToken);
        var rotated = stored?.Rotate(request.OverlapHours, now) ?? SigningSecrets.New();
        if (stored is null)
            secrets.Add(request.VendorCode, rotated);
        else
            secrets.Replace(request.VendorCode, rotated);
        var after = found.Value with { Version = found.Value.Version + 1 };
        vendors.Replace(after);
        return new VendorPricing(after, rotated.PreviousUntil, rotated.Current);
    }
}
