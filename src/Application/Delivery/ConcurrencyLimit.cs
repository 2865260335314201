namespace GroundTransport.Application.Delivery;

/// <summary>
/// Limits how many messages of one kind this node delivers at the same time. A permit is acquired before a message is claimed, so that
/// a claimed message is sent at once: none waits in memory while its lease runs.
/// </summary>
/// <param name="max">Low enough not to flood the receiver, high enough that one slow response doesn't block the rest.</param>
/// <param name="maxPerDestination">
/// From how many on no more messages are claimed for a destination: one that doesn't answer leaves permits to the others.
/// </param>
public sealed class ConcurrencyLimit(int max = ConcurrencyLimit.MaxDeliveries, int maxPerDestination = ConcurrencyLimit.MaxDeliveries)
{
    /// <summary>The maximum if nothing else is said.</summary>
    public const int MaxDeliveries = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);
    private int available = max;

    public int MaxPerDestination => maxPerDestination;

    /// <summary>The destinations for which no more messages are claimed now.</summary>
    public IReadOnlyList<string> Busy
    {
        get
        {
            lock (gate)
                return [.. underWay.Where(entry => entry.Value >= maxPerDestination).Select(entry => entry.Key)];
        }
    }

    /// <summary>
    /// Acquires every permit that is available; gives how many. With none, a delivery needn't wait: each running one claims
    /// another message when it is done.
    /// </summary>
    public int AcquireAvailable() => Interlocked.Exchange(ref available, 0);

    public void Release(int permits) => Interlocked.Add(ref available, permits);

    /// <summary>A message for this destination was claimed.</summary>
    public void Begin(string destination)
    {
        lock (gate)
            underWay[destination] = underWay.GetValueOrDefault(destination) + 1;
    }

    /// <summary>Its delivery has ended, whatever the result.</summary>
    public void End(string destination)
    {
        lock (gate)
        {
            if (--underWay[destination] == 0)
                underWay.Remove(destination);
        }
    }
}
