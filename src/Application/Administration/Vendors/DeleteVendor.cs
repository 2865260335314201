using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Removes a vendor that nothing depends on, with its rate plans.</summary>
public sealed record DeleteVendor(Operator By, string Code, int? IfVersion) : IRequest<Outcome<Vendor>>, IWrite;

/// <inheritdoc cref="DeleteVendor"/>
public sealed class DeleteVendorHandler(IVendors vendors) : IRequestHandler<DeleteVendor, Outcome<Vendor>>
{
    public async Task<Outcome<Vendor>> Handle(DeleteVendor request, CancellationToken cancellationToken)
    {
        if (await vendors.FindOf(request.By, request.Code, cancellationToken) is not { } vendor)
            return Refusal.Unknown("vendor");
        if (request.IfVersion is { } seen && seen != vendor.Version)
            return Refusal.Stale("vendor", seen, vendor.Version);
        if (await vendors.WhatDependsOn(vendor.Code, cancellationToken) is { Count: > 0 } dependants)
            return Refusal.Conflict("code", $"Vendor {vendor.Code} can't be removed: {string.Join(", ", dependants)} depend on it. To stop its sales, take it out of its direct connects.");
        await vendors.Remove(vendor, cancellationToken);
        return vendor;
    }
}
