using ConcurSimulator.Recording;

namespace ConcurSimulator.Webhooks;

/// <summary>All deliveries that were received, with the last version of each reservation.</summary>
/// <param name="record">The file that each delivery is appended to, as a JSON line; null for none.</param>
public sealed class ReceivedEvents(TimeProvider clock, JsonLinesFile? record = null)
{
    private readonly Lock sync = new();
    private readonly List<WebhookDelivery> deliveries = [];
    private readonly HashSet<string> acknowledged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lastVersions = new(StringComparer.Ordinal);

    /// <summary>Stores a message before it is answered.</summary>
    /// <param name="statusIfValid">The status of the answer, unless the message is invalid.</param>
    public WebhookDelivery Add(WebhookMessage message, int statusIfValid)
    {
        lock (sync)
        {
            var delivery = message.Problems.Count == 0
                ? Follow(message, statusIfValid)
                : new WebhookDelivery(clock.GetUtcNow(), message, 400, IsRepeat: false, MissingVersions: 0, OrderViolation: null);
            deliveries.Add(delivery);
            record?.Append(WebhookRecord.Of(delivery));
            return delivery;
        }
    }

    /// <summary>A copy that later deliveries don't change.</summary>
    public IReadOnlyList<WebhookDelivery> Snapshot()
    {
        lock (sync)
            return [.. deliveries];
    }

    private WebhookDelivery Follow(WebhookMessage message, int status)
    {
        var isRepeat = acknowledged.Contains(message.Id);
        var last = lastVersions.GetValueOrDefault(message.Reservation);
        // An event may repeat the version of the one before: a deadline that is near changes nothing.
        var violation = !isRepeat && message.Version < last ? $"version {message.Version} arrived after version {last}" : null;
        var missing = last > 0 && message.Version > last + 1 ? message.Version.Value - last - 1 : 0;
        if (message is { Version: { } version, Reservation.Length: > 0 })
            lastVersions[message.Reservation] = Math.Max(version, last);
        if (status is >= 200 and < 300)
            acknowledged.Add(message.Id);
        return new WebhookDelivery(clock.GetUtcNow(), message, status, isRepeat, missing, violation);
    }
}
