namespace GroundTransport.Application.Delivery;

/// <summary>Lets one delivery of this node at a time look for due messages of a kind, and at most one more wait.</summary>
public sealed class ClaimGate : IDisposable
{
    private readonly SemaphoreSlim claiming = new(1);
    private int waiting;

    /// <summary>
    /// Waits while another delivery claims: that one may have looked before the commit which triggered this one. False if
    /// one is waiting already, because it will find everything that this one would.
    /// </summary>
    public async Task<bool> TryEnter(CancellationToken ct)
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

    public void Leave() => claiming.Release();

    public void Dispose() => claiming.Dispose();
}
