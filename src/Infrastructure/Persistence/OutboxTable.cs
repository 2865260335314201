namespace GroundTransport.Infrastructure.Persistence;

/// <summary>The table of one kind of message.</summary>
/// <param name="Name">The table.</param>
/// <param name="DestinationColumn">Whom a message is sent to.</param>
/// <param name="OrderColumn">The order in which a destination gets the messages of one reservation.</param>
public sealed record OutboxTable(string Name, string DestinationColumn, string OrderColumn)
{
    public static OutboxTable PostBacks { get; } = new("post_backs", "direct_connect_id", "seq");

    public static OutboxTable Receipts { get; } = new("receipts", "direct_connect_id", "seq");

    public static OutboxTable WebhookDeliveries { get; } = new("webhook_deliveries", "webhook_id", "position");
}
