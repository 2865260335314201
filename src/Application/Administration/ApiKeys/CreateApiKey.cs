using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.ApiKeys;

/// <summary>Creates an API key; its secret is shown once.</summary>
/// <param name="VendorCodes">Null for all vendors, which only an unrestricted key may grant.</param>
public sealed record CreateApiKey(Operator By, string? Name, Role? Role, IReadOnlyList<string>? VendorCodes)
    : IRequest<Outcome<IssuedApiKey>>, IWrite, IAudited<Outcome<IssuedApiKey>>
{
    /// <summary>From when on it is rejected; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public AuditedChange Describe(Outcome<IssuedApiKey> response) => response.Value.Key.Audited(AuditAction.Created);
}

/// <summary>A key with its secret, which is shown this once.</summary>
public sealed record IssuedApiKey(ApiKey Key, string Secret);

/// <summary>Validates a key.</summary>
public sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    private const int LongestYears = 10;

    public CreateApiKeyValidator(TimeProvider clock)
    {
        RuleFor(create => create.ExpiresAt)
            .Must(expires => expires is null || (expires > clock.GetUtcNow() && expires < clock.GetUtcNow().AddYears(LongestYears)))
            .OverridePropertyName("expiresAt")
            .WithMessage($"A time in the future, at most {LongestYears} years away; null: it never expires.");
        RuleFor(create => create.Name).Must(name => !string.IsNullOrWhiteSpace(name) && name.Length <= 100 && PlainText.Is(name))
            .OverridePropertyName("name").WithMessage("A name of 1 to 100 characters; the history shows it.");
        RuleFor(create => create.Role).NotNull().OverridePropertyName("role").WithMessage("One of read, dispatch, admin.");
        RuleFor(create => create.VendorCodes).VendorCodes().When(create => create.VendorCodes is not null);
    }
}

/// <inheritdoc cref="CreateApiKey"/>
public sealed class CreateApiKeyHandler(IApiKeys keys, IVendors vendors, IdempotencyKeys idempotency, TimeProvider clock)
    : IRequestHandler<CreateApiKey, Outcome<IssuedApiKey>>
{
    public async Task<Outcome<IssuedApiKey>> Handle(CreateApiKey request, CancellationToken cancellationToken)
    {
        var id = Secrets.NewId();
        if (await idempotency.Claim(request.By, id, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (first.Value is { } created)
        {
            return Refusal.Conflict(
                Field.IdempotencyKey,
                $"This request has already created API key {created} and shown its secret. "
                + "If the secret was lost, delete that key and create another with a new Idempotency-Key.");
        }
        if (request.VendorCodes is null && request.By.VendorCodes is not null)
            return Refusal.Forbidden("This API key is bound to vendors, so the keys that it creates must be too: send vendorCodes.");
        if (request.VendorCodes is { } codes && await vendors.RefusesVendors(request.By, codes, cancellationToken) is { } unknown)
            return unknown;
        var secret = Secrets.New();
        var key = new ApiKey(id, request.Name!.Trim(), Secrets.Hash(secret), request.Role!.Value, request.VendorCodes)
        {
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = request.By.Name,
            ExpiresAt = request.ExpiresAt,
        };
        keys.Add(key);
        return new IssuedApiKey(key, secret);
    }
}
