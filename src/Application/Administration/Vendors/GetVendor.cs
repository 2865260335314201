using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Reads one vendor.</summary>
public sealed record GetVendor(Operator By, string Code) : IRequest<Outcome<Vendor>>;

/// <inheritdoc cref="GetVendor"/>
public sealed class GetVendorHandler(IVendors vendors) : IRequestHandler<GetVendor, Outcome<Vendor>>
{
    public async Task<Outcome<Vendor>> Handle(GetVendor request, CancellationToken cancellationToken) =>
        await vendors.FindOf(request.By, request.Code, cancellationToken) is { } vendor ? vendor : Refusal.Unknown("vendor");
}
