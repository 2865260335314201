using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>Creates a direct connect; its credentials are shown once.</summary>
public sealed record CreateDirectConnect(Operator By, DirectConnectInput Connect)
    : IRequest<Outcome<IssuedCredentials>>, IWrite, IAudited<Outcome<IssuedCredentials>>
{
    public AuditedChange Describe(Outcome<IssuedCredentials> response) => response.Value.Connect.Audited(AuditAction.Created);
}

/// <inheritdoc cref="DirectConnectInputValidator"/>
public sealed class CreateDirectConnectValidator : AbstractValidator<CreateDirectConnect>
{
    public CreateDirectConnectValidator() =>
        RuleFor(create => create.Connect).SetValidator(new DirectConnectInputValidator()).OverridePropertyName("");
}

/// <inheritdoc cref="CreateDirectConnect"/>
public sealed class CreateDirectConnectHandler(IDirectConnects connects, IVendors vendors, IdempotencyKeys idempotency)
    : IRequestHandler<CreateDirectConnect, Outcome<IssuedCredentials>>
{
    public async Task<Outcome<IssuedCredentials>> Handle(CreateDirectConnect request, CancellationToken cancellationToken)
    {
        var id = Secrets.NewId();
        if (await idempotency.Claim(request.By, id, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (first.Value is { } created)
        {
            return Refusal.Conflict(
                Field.IdempotencyKey,
                $"This request has already created direct connect {created} and shown its secrets. "
                + $"If they were lost, POST /api/v1/direct-connects/{created}/rotate creates new ones.");
        }
        if (await vendors.RefusesVendors(request.By, request.Connect.VendorCodes!, cancellationToken) is { } unknown)
            return unknown;
        var (password, token) = (Secrets.New(), Secrets.New());
        var connect = request.Connect.Apply(new DirectConnect
        {
            Id = id,
            Name = "",
            UserName = $"concur-{id}",
            PasswordHash = Secrets.Hash(password),
            TokenHash = Secrets.Hash(token),
            VendorCodes = [],
        });
        connects.Add(connect);
        return new IssuedCredentials(connect, password, token);
    }
}
