using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>Deletes a webhook with its deliveries.</summary>
public sealed record DeleteWebhook(Operator By, string Id, int? IfVersion)
    : IRequest<Outcome<Webhook>>, IWrite, IAudited<Outcome<Webhook>>
{
    public AuditedChange Describe(Outcome<Webhook> response) => response.Value.Audited(AuditAction.Deleted);
}

/// <inheritdoc cref="DeleteWebhook"/>
public sealed class DeleteWebhookHandler(IWebhooks webhooks) : IRequestHandler<DeleteWebhook, Outcome<Webhook>>
{
    public async Task<Outcome<Webhook>> Handle(DeleteWebhook request, CancellationToken cancellationToken)
    {
        if (await webhooks.FindOf(request.By, request.Id, request.IfVersion, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        await webhooks.Remove(found.Value, cancellationToken);
        return found;
    }
}
