using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>A delivery by hand: due at once, whether it is pending, was given up or was delivered before.</summary>
public sealed record RetryWebhookDelivery(Operator By, string WebhookId, long Id) : IRequest<Outcome<WebhookDelivery>>, IWrite;

/// <inheritdoc cref="RetryWebhookDelivery"/>
public sealed class RetryWebhookDeliveryHandler(IWebhooks webhooks, IWebhookDeliveries deliveries, TimeProvider clock)
    : IRequestHandler<RetryWebhookDelivery, Outcome<WebhookDelivery>>
{
    public async Task<Outcome<WebhookDelivery>> Handle(RetryWebhookDelivery request, CancellationToken cancellationToken)
    {
        if (await webhooks.FindOf(request.By, request.WebhookId, null, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        if (await deliveries.Find(request.WebhookId, request.Id, cancellationToken) is not { } delivery)
            return Refusal.Unknown("delivery");
        if (!found.Value.Enabled)
            return Refusal.NotInThisState("enabled", "This webhook is disabled. Enable it first.");
        var now = clock.GetUtcNow();
        if (delivery.IsLeased(now))
            return Refusal.NotInThisState("state", "This delivery is being sent. Try again in a minute.");
        delivery.Requeue(now);
        return delivery;
    }
}
