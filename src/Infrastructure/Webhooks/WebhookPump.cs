using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Delivery;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Webhooks;

/// <summary>Delivers events to webhooks.</summary>
internal sealed class WebhookPump(
    CommitSignal<WebhookDelivery> signal, WebhookOutbox outbox, IServiceScopeFactory scopes, ILogger<WebhookPump> log)
    : DeliveryPump<WebhookDelivery, DeliverWebhooks>(signal, outbox, scopes, log);
