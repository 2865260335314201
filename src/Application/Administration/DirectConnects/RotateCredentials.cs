using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>
/// Generates a new password and token for a direct connect; the old ones are invalid from this commit on, on other nodes
/// within two seconds.
/// </summary>
public sealed record RotateCredentials(Operator By, string Id, int? IfVersion) : IRequest<Outcome<IssuedCredentials>>, IWrite;

/// <inheritdoc cref="RotateCredentials"/>
public sealed class RotateCredentialsHandler(IDirectConnects connects, IdempotencyKeys idempotency)
    : IRequestHandler<RotateCredentials, Outcome<IssuedCredentials>>
{
    public async Task<Outcome<IssuedCredentials>> Handle(RotateCredentials request, CancellationToken cancellationToken)
    {
        if (await idempotency.Claim(request.By, request.Id, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (first.Value is not null)
        {
            return Refusal.Conflict(
                Field.IdempotencyKey,
                "This request has already been carried out and shown the new secrets. "
                + "If they were lost, rotate again with a new Idempotency-Key.");
        }
        if (await connects.FindOf(request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var (password, token) = (Secrets.New(), Secrets.New());
        var after = found.Value with
        {
            PasswordHash = Secrets.Hash(password),
            TokenHash = Secrets.Hash(token),
            Version = found.Value.Version + 1,
        };
        connects.Replace(after);
        return new IssuedCredentials(after, password, token);
    }
}
