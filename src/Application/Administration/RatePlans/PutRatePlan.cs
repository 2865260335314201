using System.Text.RegularExpressions;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>
/// Stores a new rate plan. It is in force at once: for Sell from this commit on, for Search within two seconds on every node.
/// </summary>
/// <param name="IfVersion">The version in force that the caller has read; null for any.</param>
public sealed record PutRatePlan(Operator By, string VendorCode, string Document, int? IfVersion)
    : IRequest<Outcome<PlanInForce>>, IWrite, IAudited<Outcome<PlanInForce>>
{
    public AuditedChange Describe(Outcome<PlanInForce> response) => response.Value.InForceAt(VendorCode, "");
}

/// <summary>Validates a rate plan as <see cref="PutRatePlan"/> does, and stores nothing.</summary>
public sealed record ValidateRatePlan(Operator By, string VendorCode, string Document) : IRequest<Outcome<PlanInForce>>;

/// <summary>The version in force, and the size of its parts.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Zones">How many zones it has.</param>
/// <param name="Vehicles">How many vehicle kinds it has.</param>
/// <param name="Rates">How many rates it has.</param>
public sealed record PlanInForce(int Version, int Zones, int Vehicles, int Rates)
{
    internal AuditedChange InForceAt(string vendorCode, string how) =>
        new(AuditAction.Changed, AuditSubject.RatePlan, vendorCode, vendorCode, [vendorCode], $"version {Version}{how}");
}

/// <inheritdoc cref="PutRatePlan"/>
public sealed partial class PutRatePlanHandler(IVendors vendors, IRatePlans plans, TimeProvider clock)
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

        // The same document is the same version, so that scheduled uploads don't accumulate copies.
        var inForce = await plans.Find(vendor.Code, vendor.PlanVersion, cancellationToken);
        if (inForce?.Document == request.Document)
            return Summary(plan.Value, vendor.PlanVersion);

        var version = new RatePlanVersion(vendor.Code, vendor.PlanVersion + 1, request.Document, clock.GetUtcNow(), request.By.Name);
        await plans.Add(version, [.. plan.Value.Fleet.Select(vehicle => vehicle.VehicleId)], cancellationToken);
        vendors.Replace(vendor with { PlanVersion = version.Version, Version = vendor.Version + 1 });
        return Summary(plan.Value, version.Version);
    }

    public async Task<Outcome<PlanInForce>> Handle(ValidateRatePlan request, CancellationToken cancellationToken)
    {
        if (await vendors.FindOf(request.By, request.VendorCode, cancellationToken) is not { } vendor)
            return Refusal.Unknown("vendor");
        var plan = Check(request.Document, vendor.Currency);
        return plan.IsRefused ? plan.Refusal : Summary(plan.Value, vendor.PlanVersion);
    }

    /// <summary>A digit can be written as \u0034.</summary>
    private static string Unescaped(string document) => DigitEscape().Replace(document, escape => escape.Groups[1].Value);

    [GeneratedRegex(@"\\u003([0-9])")]
    private static partial Regex DigitEscape();

    private static PlanInForce Summary(Domain.Pricing.RatePlan plan, int version) =>
        new(version, plan.Zones.Count, plan.Fleet.Count, plan.Rates.Count);

    private static Outcome<Domain.Pricing.RatePlan> Check(string document, string vendorCurrency)
    {
        if (CardNumbers.AreIn(document) || CardNumbers.AreIn(Unescaped(document)))
            return Refusal.Request("$", "The rate plan contains a card number. Remove it; nothing was changed.");
        var (plan, mistakes) = RatePlanDocument.Check(document, vendorCurrency);
        if (plan is not null)
            return plan;
        var count = mistakes.Count == 1 ? "1 mistake" : $"{mistakes.Count} mistakes";
        return Refusal.Request(mistakes[0].Field, $"The rate plan has {count}; nothing was changed.") with { Fields = mistakes };
    }
}
