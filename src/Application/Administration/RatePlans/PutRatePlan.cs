using GroundTransport.Application.Administration.ConcurApps;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>A new rate plan, in force at once: Sell prices by it from this commit on, Search within a second or two on every node.</summary>
/// <param name="IfVersion">The plan version that the caller has seen in force; null where it insists.</param>
public sealed record PutRatePlan(Operator By, string VendorCode, string Document, int? IfVersion) : IRequest<Outcome<PlanInForce>>, IWrite;

/// <summary>The same, but nothing is stored: whether it would be accepted.</summary>
public sealed record ValidateRatePlan(Operator By, string VendorCode, string Document) : IRequest<Outcome<PlanInForce>>;

/// <summary>Which version is in force, and what it holds.</summary>
public sealed record PlanInForce(int Version, int Zones, int Vehicles, int Rates);

/// <inheritdoc cref="PutRatePlan"/>
public sealed class PutRatePlanHandler(IVendors vendors, IRatePlans plans, TimeProvider clock)
    : IRequestHandler<PutRatePlan, Outcome<PlanInForce>>, IRequestHandler<ValidateRatePlan, Outcome<PlanInForce>>
{
    public async Task<Outcome<PlanInForce>> Handle(PutRatePlan request, CancellationToken cancellationToken)
    {
        if (await vendors.FindOf(request.By, request.VendorCode, cancellationToken) is not { } vendor)
            return Refusal.Unknown("vendor");
        if (request.IfVersion is { } seen && seen != vendor.PlanVersion)
            return Refusal.Stale("rate plan", seen, vendor.PlanVersion);
        if (Check(request.Document, vendor.Currency) is var plan && plan.IsRefused)
            return plan.Refusal;

        // The same document again is the same version: whoever uploads on a schedule doesn't pile up copies.
        var inForce = await plans.Find(vendor.Code, vendor.PlanVersion, cancellationToken);
        if (inForce?.Document == request.Document)
            return Summary(plan.Value, vendor.PlanVersion);

        var version = new RatePlanVersion(vendor.Code, vendor.PlanVersion + 1, request.Document, clock.GetUtcNow(), request.By.Name);
        await plans.Add(version, [.. plan.Value.Fleet.Select(vehicle => vehicle.VehicleId)], cancellationToken);
        vendors.Replace(vendor with { PlanVersion = version.Version, Version = vendor.Version + 1 });
        return Summary(plan.Value, version.Version);
    }

    public async Task<Outcome<PlanInForce>> Handle(ValidateRatePlan request, CancellationToken cancellationToken) =>
        await vendors.FindOf(request.By, request.VendorCode, cancellationToken) is { } vendor
            ? Check(request.Document, vendor.Currency) is var plan && plan.IsRefused ? plan.Refusal : Summary(plan.Value, vendor.PlanVersion)
            : Refusal.Unknown("vendor");

    private static PlanInForce Summary(Domain.Pricing.RatePlan plan, int version) => new(version, plan.Zones.Count, plan.Fleet.Count, plan.Rates.Count);

    private static Outcome<Domain.Pricing.RatePlan> Check(string document, string vendorCurrency)
    {
        var (plan, mistakes) = RatePlanDocument.Check(document, vendorCurrency);
        return plan is not null
            ? plan
            : Refusal.Request(mistakes[0].Field, $"The rate plan has {mistakes.Count} {(mistakes.Count == 1 ? "mistake" : "mistakes")}; nothing was changed.") with { Fields = mistakes };
    }
}
