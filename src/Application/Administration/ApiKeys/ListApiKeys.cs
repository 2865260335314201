using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>Lists the API keys that the caller may see, by id and without secrets.</summary>
public sealed record ListApiKeys(Operator By, int Limit, string? After) : IRequest<Outcome<Page<ApiKey>>>;

/// <summary>Reads one API key.</summary>
public sealed record GetApiKey(Operator By, string Id) : IRequest<Outcome<ApiKey>>;

/// <summary>Validates the page.</summary>
public sealed class ListApiKeysValidator : AbstractValidator<ListApiKeys>
{
    public ListApiKeysValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Cursor.ReadText);
    }
}

/// <inheritdoc cref="ListApiKeys"/>
public sealed class ListApiKeysHandler(IApiKeys keys)
    : IRequestHandler<ListApiKeys, Outcome<Page<ApiKey>>>, IRequestHandler<GetApiKey, Outcome<ApiKey>>
{
    public async Task<Outcome<Page<ApiKey>>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var after = request.After is { } cursor ? Cursor.ReadText(cursor)! : "";
        // A supplier has few of them: they are filtered here, not in the database.
        var rows = (await keys.All(cancellationToken))
            .Where(key => request.By.SeesAll(key.VendorCodes) && string.CompareOrdinal(key.Id, after) > 0)
            .OrderBy(key => key.Id, StringComparer.Ordinal).Take(request.Limit + 1).ToList();
        return Cursor.Page(rows, request.Limit, key => Cursor.Of(key.Id));
    }

    public async Task<Outcome<ApiKey>> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await keys.Find(request.Id, cancellationToken) is { } key && request.By.SeesAll(key.VendorCodes)
            ? key
            : Refusal.Unknown("API key");
}
