using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Replaces what a vendor says of itself; its rate plan stays.</summary>
/// <param name="IfVersion">The version that the caller has seen; null where it insists.</param>
public sealed record ChangeVendor(Operator By, string Code, VendorInput Vendor, int? IfVersion) : IRequest<Outcome<Vendor>>, IWrite;

/// <inheritdoc cref="VendorInputValidator"/>
public sealed class ChangeVendorValidator : AbstractValidator<ChangeVendor>
{
    public ChangeVendorValidator()
    {
        RuleFor(change => change.Vendor).SetValidator(new VendorInputValidator()).OverridePropertyName("");
        RuleFor(change => change.Vendor.Code).Must((change, code) => code == change.Code)
            .OverridePropertyName("code").WithMessage("A vendor's code can't change: send the one of the address.");
    }
}

/// <inheritdoc cref="ChangeVendor"/>
public sealed class ChangeVendorHandler(IVendors vendors) : IRequestHandler<ChangeVendor, Outcome<Vendor>>
{
    public async Task<Outcome<Vendor>> Handle(ChangeVendor request, CancellationToken cancellationToken)
    {
        if (await vendors.FindOf(request.By, request.Code, cancellationToken) is not { } before)
            return Refusal.Unknown("vendor");
        if (request.IfVersion is { } seen && seen != before.Version)
            return Refusal.Stale("vendor", seen, before.Version);
        var after = request.Vendor.ToVendor() with { PlanVersion = before.PlanVersion, Version = before.Version + 1 };
        if (after.Currency != before.Currency && before.PlanVersion > 0)
            return Refusal.Conflict("currency", $"The rate plan in force is in {before.Currency}. A vendor that changes its currency is a new vendor: bookings and plans are in the old one.");
        if (after == before with { Version = after.Version })
            return before;
        vendors.Replace(after);
        return after;
    }
}

/// <summary>Who may see a vendor.</summary>
public static class VendorVisibility
{
    /// <summary>The vendor, if the caller's key may see it.</summary>
    public static async Task<Vendor?> FindOf(this IVendors vendors, Operator by, string code, CancellationToken ct) =>
        by.Sees(code) ? await vendors.Find(code, ct) : null;
}
