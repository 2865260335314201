using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>Deletes a key: it is invalid from this commit on, on other nodes within two seconds.</summary>
public sealed record DeleteApiKey(Operator By, string Id) : IRequest<Outcome<ApiKey>>, IWrite, IAudited<Outcome<ApiKey>>
{
    public AuditedChange Describe(Outcome<ApiKey> response) => response.Value.Audited(AuditAction.Deleted);
}

/// <remarks>The last key that can create unrestricted keys can't be deleted.</remarks>
public sealed class DeleteApiKeyHandler(IApiKeys keys) : IRequestHandler<DeleteApiKey, Outcome<ApiKey>>
{
    public async Task<Outcome<ApiKey>> Handle(DeleteApiKey request, CancellationToken cancellationToken)
    {
        // Two admins who delete each other's keys at once: one of them is second, and sees what the first did.
        await keys.Lock(cancellationToken);
        if (await keys.Find(request.Id, cancellationToken) is not { } key || !request.By.SeesAll(key.VendorCodes))
            return Refusal.Unknown("API key");
        if (IsUnrestrictedAdmin(key) && (await keys.All(cancellationToken)).Count(IsUnrestrictedAdmin) == 1)
            return Refusal.Conflict("id", "This is the last unrestricted admin key that doesn't expire. Create another one first.");
        await keys.Remove(key, cancellationToken);
        return key;
    }

    private static bool IsUnrestrictedAdmin(ApiKey key) => key is { Role: Role.Admin, VendorCodes: null, ExpiresAt: null };
}
