using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>Lists the direct connects that the caller may see, by id.</summary>
public sealed record ListDirectConnects(Operator By, int Limit, string? After) : IRequest<Outcome<Page<DirectConnect>>>;

/// <summary>Reads one direct connect.</summary>
public sealed record GetDirectConnect(Operator By, string Id) : IRequest<Outcome<DirectConnect>>;

/// <summary>Validates the page.</summary>
public sealed class ListDirectConnectsValidator : AbstractValidator<ListDirectConnects>
{
    public ListDirectConnectsValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Cursor.ReadText);
    }
}

/// <inheritdoc cref="ListDirectConnects"/>
public sealed class ListDirectConnectsHandler(IDirectConnects connects)
    : IRequestHandler<ListDirectConnects, Outcome<Page<DirectConnect>>>, IRequestHandler<GetDirectConnect, Outcome<DirectConnect>>
{
    public async Task<Outcome<Page<DirectConnect>>> Handle(ListDirectConnects request, CancellationToken cancellationToken)
    {
        // A supplier has few of them: they are filtered here, not in the database.
        var visible = (await connects.All(cancellationToken)).Where(connect => request.By.SeesAll(connect.VendorCodes));
        return Cursor.Page(visible, request.After, request.Limit, connect => connect.Id);
    }

    public Task<Outcome<DirectConnect>> Handle(GetDirectConnect request, CancellationToken cancellationToken) =>
        connects.FindOf(request.By, request.Id, null, cancellationToken);
}
