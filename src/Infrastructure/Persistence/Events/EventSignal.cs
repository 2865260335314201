using GroundTransport.Application.Events;

namespace GroundTransport.Infrastructure.Persistence.Events;

/// <summary>Wakes the sequencer after a commit with events on this node. A lost signal only delays it until it looks again.</summary>
internal sealed class EventSignal : IAfterCommit, IDisposable
{
    // Starts at 0, and never counts above 1: a signal that is already set serves all.
    private readonly SemaphoreSlim signal = new(0);

    public Task Committed(IReadOnlySet<Type> written)
    {
        if (written.Contains(typeof(FeedEvent)))
            Set();
        return Task.CompletedTask;
    }

    public void Set()
    {
        if (signal.CurrentCount == 0)
            signal.Release();
    }

    /// <summary>Waits for a signal, at most this long.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken ct) => signal.WaitAsync(atMost, ct);

    public void Dispose() => signal.Dispose();
}
