using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>The caller's API keys, by id; never their secrets.</summary>
public sealed record ListApiKeys(Operator By, int Limit, string? After) : IRequest<Outcome<Page<ApiKey>>>;

/// <summary>One of them.</summary>
public sealed record GetApiKey(Operator By, string Id) : IRequest<Outcome<ApiKey>>;

/// <summary>Bounds of the list.</summary>
public sealed class ListApiKeysValidator : AbstractValidator<ListApiKeys>
{
    public ListApiKeysValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Cursor.ReadText);
    }
}

/// <inheritdoc cref="ListApiKeys"/>
public sealed class ListApiKeysHandler(IApiKeys keys) : IRequestHandler<ListApiKeys, Outcome<Page<ApiKey>>>, IRequestHandler<GetApiKey, Outcome<ApiKey>>
{
    public async Task<Outcome<Page<ApiKey>>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var after = request.After is { } cursor ? Cursor.ReadText(cursor)! : "";
        // A supplier has a handful of them: what the key may see is picked here, not in the database.
        var rows = (await keys.All(cancellationToken))
            .Where(key => request.By.SeesAll(key.VendorCodes) && string.CompareOrdinal(key.Id, after) > 0)
            .OrderBy(key => key.Id, StringComparer.Ordinal).Take(request.Limit + 1).ToList();
        return Cursor.Page(rows, request.Limit, key => Cursor.Of(key.Id));
    }

    public async Task<Outcome<ApiKey>> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await keys.Find(request.Id, cancellationToken) is { } key && request.By.SeesAll(key.VendorCodes) ? key : Refusal.Unknown("API key");
}
