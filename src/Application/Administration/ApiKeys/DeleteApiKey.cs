using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>Removes a key: it ends with this commit, on other nodes within two seconds.</summary>
public sealed record DeleteApiKey(Operator By, string Id) : IRequest<Outcome<ApiKey>>, IWrite;

/// <summary>Keeps the last key that can make others.</summary>
public sealed class DeleteApiKeyHandler(IApiKeys keys) : IRequestHandler<DeleteApiKey, Outcome<ApiKey>>
{
    public async Task<Outcome<ApiKey>> Handle(DeleteApiKey request, CancellationToken cancellationToken)
    {
        if (await keys.Find(request.Id, cancellationToken) is not { } key || !request.By.SeesAll(key.VendorCodes))
            return Refusal.Unknown("API key");
        if (IsMaster(key) && (await keys.All(cancellationToken)).Count(IsMaster) == 1)
            return Refusal.Conflict("id", "This is the last admin key that is bound to no vendor: without it nobody could make another. Make one first.");
        keys.Remove(key);
        return key;
    }

    private static bool IsMaster(ApiKey key) => key is { Role: Role.Admin, VendorCodes: null };
}
