namespace GroundTransport.Application.PostBacks;

/// <summary>
/// How many messages may be under way at once on this node (a singleton). What is claimed is sent at once: nothing waits
/// in memory while its lease runs.
/// </summary>
public sealed class PostBackSenders
{
    /// <summary>So few that Concur isn't flooded, so many that one slow answer holds up nobody else's.</summary>
    public const int Most = 8;

    private int free = Most;

    /// <summary>Takes all that are free; none where all are under way: each of those looks for more work when it is done.</summary>
    public int TakeFree() => Interlocked.Exchange(ref free, 0);

    public void Return(int senders) => Interlocked.Add(ref free, senders);
}
