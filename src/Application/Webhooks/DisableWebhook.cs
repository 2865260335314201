using System.Text.Json;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.Webhooks;

/// <summary>The gateway disables a webhook and gives up what it hasn't delivered; an event tells the others.</summary>
public sealed record DisableWebhook(string Id, string Reason) : IRequest<Outcome<Webhook>>, IWrite;

/// <inheritdoc cref="DisableWebhook"/>
public sealed class DisableWebhookHandler(
    IWebhooks webhooks, IWebhookDeliveries deliveries, IEvents events, TimeProvider clock, ILogger<DisableWebhookHandler> log)
    : IRequestHandler<DisableWebhook, Outcome<Webhook>>
{
    public async Task<Outcome<Webhook>> Handle(DisableWebhook request, CancellationToken cancellationToken)
    {
        if (await webhooks.Find(request.Id, cancellationToken) is not { Enabled: true } webhook)
            return Refusal.Unknown("enabled webhook");
        var now = clock.GetUtcNow();
        var after = webhook with { Enabled = false, DisabledReason = request.Reason, Version = webhook.Version + 1 };
        webhooks.Replace(after);
        await deliveries.GiveUp(webhook.Id, "The webhook was disabled", now, cancellationToken);
        var data = JsonSerializer.Serialize(new { webhook = new { id = webhook.Id, reason = request.Reason } });
        events.Add(FeedEvent.Of(EventTypes.WebhookDisabled, vendorCode: null, Actor.ClockName, data, now));
        log.LogError("Webhook {Webhook} disabled: {Reason} Correct the endpoint, enable the webhook, then recover its events",
            webhook.Id, request.Reason);
        return after;
    }
}
