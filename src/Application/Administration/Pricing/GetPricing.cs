using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.Pricing;

/// <summary>What prices a vendor's rides, without the secret.</summary>
public sealed record GetPricing(Operator By, string VendorCode) : IRequest<Outcome<VendorPricing>>;

/// <inheritdoc cref="GetPricing"/>
public sealed class GetPricingHandler(IVendors vendors, IPricingSecrets secrets) : IRequestHandler<GetPricing, Outcome<VendorPricing>>
{
    public async Task<Outcome<VendorPricing>> Handle(GetPricing request, CancellationToken cancellationToken)
    {
        if (await vendors.FindPriced(request.By, request.VendorCode, null, cancellationToken) is var vendor && vendor.IsRefused)
            return vendor.Refusal;
        var stored = vendor.Value.Pricing is null ? null : await secrets.Find(request.VendorCode, cancellationToken);
        return new VendorPricing(vendor.Value, stored?.PreviousUntil);
    }
}
