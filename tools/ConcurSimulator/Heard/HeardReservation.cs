namespace ConcurSimulator.Heard;

/// <summary>Everything that was heard of one reservation.</summary>
public sealed class HeardReservation(string id)
{
    private readonly List<Delivery> deliveries = [];

    public string ReservationId { get; } = id;

    /// <summary>What Concur believes: the status that was acknowledged last. Empty before there is one.</summary>
    public string Status => Last?.Status ?? "";

    public string ShownAs => Statuses.InWords(Status);

    public string Ride => Last?.Ride ?? "";

    public DateTimeOffset? HeardAt => Last?.At;

    public int Duplicates => deliveries.Count(delivery => delivery.IsDuplicate);

    public int OutOfOrder => deliveries.Count(delivery => delivery.OutOfOrder is not null);

    public int Invalid => deliveries.Count(delivery => delivery.Problems.Count > 0);

    public IReadOnlyList<Delivery> Deliveries => deliveries;

    private Delivery? Last => deliveries.LastOrDefault(delivery => delivery.Acknowledged);

    internal void Add(Delivery delivery) => deliveries.Add(delivery);

    internal HeardReservation Copy()
    {
        var copy = new HeardReservation(ReservationId);
        copy.deliveries.AddRange(deliveries.Select(delivery => delivery with { }));
        return copy;
    }

    /// <summary>
    /// What Concur knows already: the same change again, or exactly what was acknowledged last. A later change may well
    /// have the same content: a second change request, declined like the first.
    /// </summary>
    internal bool Knows(HeardMessage heard) =>
        deliveries.Any(delivery => delivery.Acknowledged && heard.Sequence is not null && delivery.Sequence == heard.Sequence)
        || (Last is { } last && last.Fingerprint == heard.Fingerprint && !(heard.Sequence > last.Sequence));

    /// <summary>
    /// Judged by everything valid that arrived before, acknowledged or not: the gateway must hold a reservation's next
    /// status back until the one before it is settled. What repeats the newest is no step back.
    /// </summary>
    internal string? WhyOutOfOrder(HeardMessage heard)
    {
        var before = deliveries.Where(delivery => delivery.Problems.Count == 0).ToList();
        if (before.Count == 0)
            return null;
        var newest = before.MaxBy(delivery => (delivery.Sequence ?? 0, delivery.Number))!;
        if (newest.Fingerprint == heard.Fingerprint)
            return null;
        if (heard.Sequence < newest.Sequence)
            return $"change {heard.Sequence} ({heard.Status}) came after change {newest.Sequence} ({newest.Status})";
        return Statuses.MayFollow(newest.Status, heard.Status) ? null : $"{heard.Status} can't follow {newest.Status}";
    }
}
