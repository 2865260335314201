using System.Threading.Channels;
using GroundTransport.Application.Outbox;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>A commit on this node wakes the delivery at once, instead of at its next tick. Losing a signal costs at most that tick.</summary>
public sealed class PostBackSignal : IAfterCommit
{
    // Room for one: a wake-up that is already there serves all.
    private readonly Channel<bool> wakeUp = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task Committed(IReadOnlySet<Type> written)
    {
        if (written.Contains(typeof(PostBack)))
            Set();
        return Task.CompletedTask;
    }

    public void Set() => wakeUp.Writer.TryWrite(true);

    public async Task Wait(CancellationToken ct) => await wakeUp.Reader.ReadAsync(ct);
}
