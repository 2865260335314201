using System.Threading.Channels;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>
/// Set by each commit of this node that wrote rows of a type: work on them begins at once instead of at the next scheduled run. A lost
/// signal delays it only until that run.
/// </summary>
public sealed class CommitSignal<TRow> : IAfterCommit
{
    // Room for one: a signal that is already set serves all.
    private readonly Channel<bool> signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task Committed(IReadOnlySet<Type> written)
    {
        if (written.Contains(typeof(TRow)))
            Set();
        return Task.CompletedTask;
    }

    public void Set() => signal.Writer.TryWrite(true);

    public async Task Wait(CancellationToken ct) => await signal.Reader.ReadAsync(ct);

    /// <summary>Waits at most this long.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        either.CancelAfter(atMost);
        try
        {
            await signal.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
