using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.Pricing;

/// <summary>Returns a vendor to its rate plan, and deletes the secret of its pricing service.</summary>
/// <param name="IfVersion">The version of the vendor that the caller has read; null for any.</param>
public sealed record DeletePricing(Operator By, string VendorCode, int? IfVersion)
    : IRequest<Outcome<VendorPricing>>, IWrite, IAudited<Outcome<VendorPricing>>
{
    public AuditedChange Describe(Outcome<VendorPricing> response) => response.Value.Audited(AuditAction.Deleted);
}

/// <inheritdoc cref="DeletePricing"/>
public sealed class DeletePricingHandler(IVendors vendors, IPricingSecrets secrets)
    : IRequestHandler<DeletePricing, Outcome<VendorPricing>>
{
    public async Task<Outcome<VendorPricing>> Handle(DeletePricing request, CancellationToken cancellationToken)
    {
        if (await vendors.FindPriced(request.By, request.VendorCode, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        if (found.Value.Pricing is null)
            return new VendorPricing(found.Value);
        var after = found.Value with { Pricing = null, Version = found.Value.Version + 1 };
        vendors.Replace(after);
        await secrets.Remove(after.Code, cancellationToken);
        return new VendorPricing(after);
    }
}
