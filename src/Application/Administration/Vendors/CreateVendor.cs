using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Creates a vendor; it sells nothing before its first rate plan.</summary>
public sealed record CreateVendor(Operator By, VendorInput Vendor) : IRequest<Outcome<Vendor>>, IWrite, IAudited<Outcome<Vendor>>
{
    public AuditedChange Describe(Outcome<Vendor> response) =>
        new(AuditAction.Created, AuditSubject.Vendor, response.Value.Code, response.Value.Name, [response.Value.Code]);
}

/// <inheritdoc cref="VendorInputValidator"/>
public sealed class CreateVendorValidator : AbstractValidator<CreateVendor>
{
    public CreateVendorValidator() =>
        RuleFor(create => create.Vendor).SetValidator(new VendorInputValidator()).OverridePropertyName("");
}

/// <inheritdoc cref="CreateVendor"/>
public sealed class CreateVendorHandler(IVendors vendors, IdempotencyKeys idempotency) : IRequestHandler<CreateVendor, Outcome<Vendor>>
{
    public async Task<Outcome<Vendor>> Handle(CreateVendor request, CancellationToken cancellationToken)
    {
        if (request.By.VendorCodes is not null)
            return Refusal.Forbidden("This API key is bound to vendors. Use an unrestricted one to create a vendor.");
        var vendor = request.Vendor.ToVendor();
        if (await idempotency.Claim(request.By, vendor.Code, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (await vendors.Find(vendor.Code, cancellationToken) is { } existing)
        {
            return first.Value is null
                ? Refusal.Conflict("code", $"Vendor {vendor.Code} already exists. PUT /api/v1/vendors/{vendor.Code} changes it.")
                : existing;
        }
        vendors.Add(vendor);
        return vendor;
    }
}
