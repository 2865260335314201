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
        // A supplier has few of them: they are filtered here, not in the database.
        var visible = (await keys.All(cancellationToken)).Where(key => request.By.SeesAll(key.VendorCodes));
        return Cursor.Page(visible, request.After, request.Limit, key => key.Id);
    }

    public async Task<Outcome<ApiKey>> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await keys.Find(request.Id, cancellationToken) is { } key && request.By.SeesAll(key.VendorCodes)
            ? key
            : Refusal.Unknown("API key");
}
