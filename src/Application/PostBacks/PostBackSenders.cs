namespace GroundTransport.Application.PostBacks;

/// <summary>
/// How many messages may be under way at once on this node (a singleton). What is claimed is sent at once: nothing waits
/// in memory while its lease runs.
/// </summary>
public sealed class PostBackSenders : IDisposable
{
    /// <summary>So few that Concur isn't flooded, so many that one slow answer holds up nobody else's.</summary>
    public const int Most = 8;

    private readonly SemaphoreSlim claiming = new(1);
    private int free = Most;
    private int waiting;

    /// <summary>
    /// Waits while another delivery looks for rows: it may have looked before the commit that woke this one. False where
    /// one waits already, for that one will see all that this one would.
    /// </summary>
    public async Task<bool> WaitToClaim(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref waiting, 1) == 1)
            return false;
        try
        {
            await claiming.WaitAsync(ct);
            return true;
        }
        finally
        {
            Volatile.Write(ref waiting, 0);
        }
    }

    /// <summary>Takes all that are free; none where all are under way: each of those looks for more work when it is done.</summary>
    public int TakeFree() => Interlocked.Exchange(ref free, 0);

    /// <summary>What was taken and found nothing to send, and the turn to claim.</summary>
    public void Claimed(int unused)
    {
        Return(unused);
        claiming.Release();
    }

    public void Return(int senders) => Interlocked.Add(ref free, senders);

    public void Dispose() => claiming.Dispose();
}
