using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>
/// Generates a new password and token for a direct connect. The old ones stay valid for the overlap; without one they are invalid
/// from this commit on, on other nodes within two seconds. Those before the old ones are invalid at once.
/// </summary>
/// <param name="OverlapHours">How long both are valid.</param>
public sealed record RotateCredentials(Operator By, string Id, int? IfVersion, int OverlapHours)
    : IRequest<Outcome<IssuedCredentials>>, IWrite, IAudited<Outcome<IssuedCredentials>>
{
    public AuditedChange Describe(Outcome<IssuedCredentials> response) => response.Value.Connect.Audited(AuditAction.Rotated);
}

/// <summary>An overlap of at most a week.</summary>
public sealed class RotateCredentialsValidator : AbstractValidator<RotateCredentials>
{
    public RotateCredentialsValidator() => RuleFor(rotate => rotate.OverlapHours).OverlapHours();
}

/// <inheritdoc cref="RotateCredentials"/>
public sealed class RotateCredentialsHandler(IDirectConnects connects, IdempotencyKeys idempotency, TimeProvider clock)
    : IRequestHandler<RotateCredentials, Outcome<IssuedCredentials>>
{
    public async Task<Outcome<IssuedCredentials>> Handle(RotateCredentials request, CancellationToken cancellationToken)
    {
        if (await idempotency.ClaimRotation(request.By, request.Id, cancellationToken) is { } repeated)
            return repeated;
        if (await connects.FindOf(request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var (password, token, before) = (Secrets.New(), Secrets.New(), found.Value);
        var after = before with
        {
            PasswordHash = Secrets.Hash(password),
            TokenHash = Secrets.Hash(token),
            Previous = request.OverlapHours == 0
                ? null
                : new PreviousSecrets(before.PasswordHash, before.TokenHash, clock.GetUtcNow().AddHours(request.OverlapHours)),
            Version = before.Version + 1,
        };
        connects.Replace(after);
        return new IssuedCredentials(after, password, token);
    }
}
