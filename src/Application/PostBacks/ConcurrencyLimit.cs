namespace GroundTransport.Application.PostBacks;

/// <summary>
/// Limits how many deliveries this node runs at the same time (a singleton). A permit is acquired before a message is
/// claimed, so that a claimed message is sent at once: none waits in memory while its lease runs.
/// </summary>
public sealed class ConcurrencyLimit
{
    /// <summary>
    /// Maximum concurrent deliveries: low enough not to flood Concur, high enough that one slow response doesn't block the
    /// rest.
    /// </summary>
    public const int MaxDeliveries = 8;

    private int available = MaxDeliveries;

    /// <summary>
    /// Acquires every permit that is available; gives how many. With none, a delivery needn't wait: each running one claims
    /// another message when it is done.
    /// </summary>
    public int AcquireAvailable() => Interlocked.Exchange(ref available, 0);

    public void Release(int permits) => Interlocked.Add(ref available, permits);
}
