using GroundTransport.Application.Delivery;
using GroundTransport.Application.Events;
using GroundTransport.Application.Paging;

namespace GroundTransport.Application.Webhooks;

/// <summary>The webhooks in the database, with encrypted secrets.</summary>
public interface IWebhooks
{
    Task<Webhook?> Find(string id, CancellationToken ct);

    /// <summary>Ordered by id.</summary>
    Task<IReadOnlyList<Webhook>> All(CancellationToken ct);

    void Add(Webhook webhook);

    /// <summary>Replaces the version before this one; a conflict if that is no longer the stored one.</summary>
    void Replace(Webhook webhook);

    /// <summary>Removes it with its deliveries.</summary>
    Task Remove(Webhook webhook, CancellationToken ct);
}

/// <summary>The deliveries of webhooks, for the operator.</summary>
public interface IWebhookDeliveries
{
    Task<WebhookDelivery?> Find(string webhookId, long id, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<WebhookDelivery>> List(WebhookDeliveryFilter filter, CancellationToken ct);

    /// <summary>Gives up what is pending.</summary>
    Task GiveUp(string webhookId, string reason, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Queues the next events since an instant that the webhook wants and hasn't got: those that were given up, and those for which it
    /// has no delivery.
    /// </summary>
    /// <param name="afterPosition">Where the last batch ended; 0 at first.</param>
    /// <returns>How many were queued, and the position for the next batch; null: that was all.</returns>
    Task<(int Queued, long? Next)> Recover(
        Webhook webhook, DateTimeOffset since, long afterPosition, int atMost, DateTimeOffset now, CancellationToken ct);
}

/// <summary>Which deliveries to list.</summary>
public sealed record WebhookDeliveryFilter(string WebhookId, Outbox.DeliveryState? State, ListPosition? After, int Limit);

/// <summary>The queue of deliveries to webhooks.</summary>
public interface IWebhookOutbox : IOutbox<WebhookDelivery, WebhookAnswer>
{
    /// <summary>What a delivery sends, and where; null if the webhook or the event is gone.</summary>
    Task<WebhookMessage?> Load(WebhookDelivery delivery, CancellationToken ct);
}

/// <summary>An event on its way to a webhook.</summary>
public sealed record WebhookMessage(Webhook Webhook, FeedEvent Happened);

/// <summary>Sends deliveries; a network stands behind it.</summary>
public interface IWebhookClient
{
    /// <summary>Posts one message. Every failure is an answer, none an exception.</summary>
    Task<WebhookAnswer> Post(WebhookMessage message, CancellationToken ct);
}
