namespace ConcurSimulator.Received;

/// <summary>All deliveries about one reservation.</summary>
public sealed class ReservationDeliveries(string reservationId)
{
    private readonly List<Delivery> deliveries = [];

    public string ReservationId { get; } = reservationId;

    /// <summary>The status in the last acknowledged PostBack; empty if there is none.</summary>
    public string Status => LastAcknowledged?.Status ?? "";

    public string StatusDescription => ReservationStatuses.Describe(Status);

    public string RideSummary => LastAcknowledged?.RideSummary ?? "";

    public DateTimeOffset? LastAcknowledgedAt => LastAcknowledged?.ReceivedAt;

    public int Duplicates => deliveries.Count(delivery => delivery.IsDuplicate);

    public int OutOfOrder => deliveries.Count(delivery => delivery.OrderViolation is not null);

    public int Invalid => deliveries.Count(delivery => delivery.Problems.Count > 0);

    public IReadOnlyList<Delivery> Deliveries => deliveries;

    private Delivery? LastAcknowledged => deliveries.LastOrDefault(delivery => delivery.Acknowledged);

    internal void Add(Delivery delivery) => deliveries.Add(delivery);

    internal ReservationDeliveries Copy()
    {
        var copy = new ReservationDeliveries(ReservationId);
        copy.deliveries.AddRange(deliveries.Select(delivery => delivery with { }));
        return copy;
    }

    /// <summary>
    /// An acknowledged version again, or the content that was acknowledged last. A later version may have the same content,
    /// such as a second change request that is declined like the first.
    /// </summary>
    internal bool IsDuplicate(PostBackMessage message) =>
        deliveries.Any(delivery => delivery.Acknowledged && message.Version is not null && delivery.Version == message.Version)
        || (LastAcknowledged is { } last && last.Fingerprint == message.Fingerprint && !(message.Version > last.Version));

    /// <summary>
    /// Compares with every valid message that arrived before, acknowledged or not: the gateway must not send the next status of a
    /// reservation until the previous one is settled. A repetition of the newest message is in order.
    /// </summary>
    internal string? FindOrderViolation(PostBackMessage message)
    {
        var newest = deliveries.Where(delivery => delivery.Problems.Count == 0)
            .MaxBy(delivery => (delivery.Version ?? 0, delivery.Number));
        if (newest is null || newest.Fingerprint == message.Fingerprint)
            return null;
        if (message.Version < newest.Version)
            return $"version {message.Version} ({message.Status}) arrived after version {newest.Version} ({newest.Status})";
        return ReservationStatuses.CanFollow(newest.Status, message.Status) ? null : $"{message.Status} can't follow {newest.Status}";
    }
}
