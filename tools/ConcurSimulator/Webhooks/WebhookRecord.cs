using System.Text;

namespace ConcurSimulator.Webhooks;

/// <summary>A delivery as a JSON line: everything that verifies its signature a second time.</summary>
public sealed record WebhookRecord(
    DateTimeOffset ReceivedAt, string WebhookId, string WebhookTimestamp, string WebhookSignature, string Body, string Type,
    string Reservation, int? Version, int Status, bool IsRepeat, int MissingVersions, string? OrderViolation,
    IReadOnlyList<string> Problems)
{
    public static WebhookRecord Of(WebhookDelivery delivery) => new(
        delivery.ReceivedAt, delivery.Message.Id, delivery.Message.Timestamp, delivery.Message.Signatures,
        Encoding.UTF8.GetString(delivery.Message.Body), delivery.Message.Type, delivery.Message.Reservation, delivery.Message.Version,
        delivery.Status, delivery.IsRepeat, delivery.MissingVersions, delivery.OrderViolation, delivery.Message.Problems);
}
