using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Replaces a vendor's data; its rate plan stays.</summary>
/// <param name="IfVersion">The version that the caller has read; null for any.</param>
public sealed record ChangeVendor(Operator By, string Code, VendorInput Vendor, int? IfVersion)
    : IRequest<Outcome<Vendor>>, IWrite, IAudited<Outcome<Vendor>>
{
    public AuditedChange Describe(Outcome<Vendor> response) =>
        new(AuditAction.Changed, AuditSubject.Vendor, Code, response.Value.Name, [Code]);
}

/// <inheritdoc cref="VendorInputValidator"/>
public sealed class ChangeVendorValidator : AbstractValidator<ChangeVendor>
{
    public ChangeVendorValidator()
    {
        RuleFor(change => change.Vendor).SetValidator(new VendorInputValidator()).OverridePropertyName("");
        RuleFor(change => change.Vendor.Code).Must((change, code) => code == change.Code)
            .OverridePropertyName("code").WithMessage("A vendor's code can't change. Send the one in the URL.");
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
        var after = request.Vendor.ToVendor() with
        {
            PlanVersion = before.PlanVersion,
            Pricing = before.Pricing,
            Version = before.Version + 1,
        };
        if (after.Currency != before.Currency && before.PlanVersion > 0)
        {
            return Refusal.Conflict(
                "currency",
                $"The rate plan in force is in {before.Currency}, and so are the bookings. "
                + "To sell in another currency, create another vendor.");
        }
        if (after == before with { Version = after.Version })
            return before;
        vendors.Replace(after);
        return after;
    }
}

/// <summary>A vendor is visible to a key that is bound to it, or to no vendor.</summary>
public static class VendorVisibility
{
    /// <summary>The vendor; null if the caller's key may not see it.</summary>
    public static async Task<Vendor?> FindOf(this IVendors vendors, Operator by, string code, CancellationToken ct) =>
        by.Sees(code) ? await vendors.Find(code, ct) : null;
}
