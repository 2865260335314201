using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Lists the vendors that the caller may see, by code.</summary>
public sealed record ListVendors(Operator By, int Limit, string? After) : IRequest<Outcome<Page<Vendor>>>;

/// <summary>Validates the page.</summary>
public sealed class ListVendorsValidator : AbstractValidator<ListVendors>
{
    public ListVendorsValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Cursor.ReadText);
    }
}

/// <inheritdoc cref="ListVendors"/>
public sealed class ListVendorsHandler(IVendors vendors) : IRequestHandler<ListVendors, Outcome<Page<Vendor>>>
{
    public async Task<Outcome<Page<Vendor>>> Handle(ListVendors request, CancellationToken cancellationToken)
    {
        var after = request.After is { } cursor ? Cursor.ReadText(cursor)! : "";
        var rows = await vendors.List(request.By.VendorCodes, after, request.Limit + 1, cancellationToken);
        return Cursor.Page(rows, request.Limit, vendor => Cursor.Of(vendor.Code));
    }
}
