using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;

namespace GroundTransport.Application.Webhooks;

/// <summary>One event for one webhook.</summary>
public sealed class WebhookDelivery : OutboxMessage
{
    public required string WebhookId { get; init; }

    /// <summary>The position of the event in the feed; the webhook gets the events of one reservation in this order.</summary>
    public required long Position { get; init; }

    public required string EventId { get; init; }

    public required string EventType { get; init; }

    public long? ReservationId { get; init; }

    /// <summary>The HTTP status of the last answer; 0: there was none.</summary>
    public int LastStatus { get; set; }

    /// <summary>The beginning of the last answer's body.</summary>
    public string LastBody { get; set; } = "";

    public override string Destination => WebhookId;

    /// <summary>The delivery of a sequenced event, due at once.</summary>
    public static WebhookDelivery Of(FeedEvent happened, string webhookId, DateTimeOffset now) => new()
    {
        WebhookId = webhookId,
        Position = happened.Position!.Value,
        EventId = happened.Id,
        EventType = happened.Type,
        ReservationId = happened.ReservationId,
        CreatedAt = now,
        DueAt = now,
    };
}
