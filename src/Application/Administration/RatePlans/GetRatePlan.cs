using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>Reads a version of a vendor's rate plan, as it was uploaded.</summary>
/// <param name="Version">Null for the one in force.</param>
public sealed record GetRatePlan(Operator By, string VendorCode, int? Version) : IRequest<Outcome<RatePlanVersion>>;

/// <inheritdoc cref="GetRatePlan"/>
public sealed class GetRatePlanHandler(IVendors vendors, IRatePlans plans) : IRequestHandler<GetRatePlan, Outcome<RatePlanVersion>>
{
    public async Task<Outcome<RatePlanVersion>> Handle(GetRatePlan request, CancellationToken cancellationToken)
    {
        if (await vendors.FindOf(request.By, request.VendorCode, cancellationToken) is not { } vendor)
            return Refusal.Unknown("vendor");
        return await plans.Find(vendor.Code, request.Version ?? vendor.PlanVersion, cancellationToken) is { } plan
            ? plan
            : Refusal.Unknown("rate plan");
    }
}
