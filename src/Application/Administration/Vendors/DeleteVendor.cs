using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Deletes a vendor that nothing depends on, with its rate plans.</summary>
public sealed record DeleteVendor(Operator By, string Code, int? IfVersion)
    : IRequest<Outcome<Vendor>>, IWrite, IAudited<Outcome<Vendor>>
{
    public AuditedChange Describe(Outcome<Vendor> response) =>
        new(AuditAction.Deleted, AuditSubject.Vendor, Code, response.Value.Name, [Code]);
}

/// <inheritdoc cref="DeleteVendor"/>
public sealed class DeleteVendorHandler(IVendors vendors) : IRequestHandler<DeleteVendor, Outcome<Vendor>>
{
    public async Task<Outcome<Vendor>> Handle(DeleteVendor request, CancellationToken cancellationToken)
    {
        if (await vendors.FindOf(request.By, request.Code, cancellationToken) is not { } vendor)
            return Refusal.Unknown("vendor");
        if (request.IfVersion is { } seen && seen != vendor.Version)
            return Refusal.Stale("vendor", seen, vendor.Version);
        if (await vendors.FindDependants(vendor.Code, cancellationToken) is { Count: > 0 } dependants)
        {
            return Refusal.Conflict(
                "code",
                $"Vendor {vendor.Code} can't be deleted: {string.Join(", ", dependants)} depend on it. "
                + "To stop its sales, remove it from its direct connects.");
        }
        await vendors.Remove(vendor, cancellationToken);
        return vendor;
    }
}
