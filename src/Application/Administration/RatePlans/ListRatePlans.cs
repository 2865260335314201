using System.Globalization;
using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>Lists the versions of a vendor's rate plan, newest first; the newest is in force.</summary>
public sealed record ListRatePlans(Operator By, string VendorCode, int Limit, string? After) : IRequest<Outcome<Page<RatePlanLine>>>;

/// <summary>Validates the page.</summary>
public sealed class ListRatePlansValidator : AbstractValidator<ListRatePlans>
{
    public ListRatePlansValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Below);
    }

    /// <summary>The version that a cursor points at; null if it isn't a cursor of this list.</summary>
    internal static string? Below(string cursor) =>
        Cursor.ReadText(cursor) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null;
}

/// <inheritdoc cref="ListRatePlans"/>
public sealed class ListRatePlansHandler(IVendors vendors, IRatePlans plans) : IRequestHandler<ListRatePlans, Outcome<Page<RatePlanLine>>>
{
    public async Task<Outcome<Page<RatePlanLine>>> Handle(ListRatePlans request, CancellationToken cancellationToken)
    {
        if (await vendors.FindOf(request.By, request.VendorCode, cancellationToken) is not { } vendor)
            return Refusal.Unknown("vendor");
        var below = request.After is { } cursor
            ? int.Parse(ListRatePlansValidator.Below(cursor)!, CultureInfo.InvariantCulture)
            : int.MaxValue;
        var rows = await plans.List(vendor.Code, below, request.Limit + 1, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(row.Version.ToString(CultureInfo.InvariantCulture)));
    }
}
