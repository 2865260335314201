namespace ConcurSimulator.Webhooks;

/// <summary>One delivery: the message, the answer to it, and how it follows the earlier ones.</summary>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="IsRepeat">The same event was acknowledged before: normal, because delivery is at least once.</param>
/// <param name="MissingVersions">Versions of the reservation that no delivery contained; normal if the webhook has a filter.</param>
/// <param name="OrderViolation">Why this event must not follow the earlier ones; null if it may.</param>
public sealed record WebhookDelivery(
    DateTimeOffset ReceivedAt, WebhookMessage Message, int Status, bool IsRepeat, int MissingVersions, string? OrderViolation)
{
    public bool IsValid => Message.Problems.Count == 0;
}
