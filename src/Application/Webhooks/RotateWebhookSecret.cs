using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>Generates a new secret for a webhook. For the overlap the old one signs as well, so that a receiver can change over.</summary>
/// <param name="OverlapHours">How long both sign.</param>
public sealed record RotateWebhookSecret(Operator By, string Id, int? IfVersion, int OverlapHours)
    : IRequest<Outcome<Webhook>>, IWrite, IAudited<Outcome<Webhook>>
{
    public AuditedChange Describe(Outcome<Webhook> response) => response.Value.Audited(AuditAction.Rotated);
}

/// <summary>An overlap of at most a week.</summary>
public sealed class RotateWebhookSecretValidator : AbstractValidator<RotateWebhookSecret>
{
    public RotateWebhookSecretValidator() => RuleFor(rotate => rotate.OverlapHours).OverlapHours();
}

/// <inheritdoc cref="RotateWebhookSecret"/>
public sealed class RotateWebhookSecretHandler(IWebhooks webhooks, IdempotencyKeys idempotency, TimeProvider clock)
    : IRequestHandler<RotateWebhookSecret, Outcome<Webhook>>
{
    public async Task<Outcome<Webhook>> Handle(RotateWebhookSecret request, CancellationToken cancellationToken)
    {
        if (await idempotency.ClaimRotation(request.By, request.Id, cancellationToken) is { } repeated)
            return repeated;
        if (await webhooks.FindOf(request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var after = found.Value with
        {
            Secrets = found.Value.Secrets.Rotate(request.OverlapHours, clock.GetUtcNow()),
            Version = found.Value.Version + 1,
        };
        webhooks.Replace(after);
        return after;
    }
}
