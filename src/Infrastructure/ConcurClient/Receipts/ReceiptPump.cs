using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using GroundTransport.Infrastructure.Delivery;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.Receipts;

/// <summary>Delivers receipts.</summary>
internal sealed class ReceiptPump(
    CommitSignal<ReceiptDelivery> signal, ReceiptOutbox outbox, IServiceScopeFactory scopes, ILogger<ReceiptPump> log)
    : DeliveryPump<ReceiptDelivery, DeliverReceipts>(signal, outbox, scopes, log);
