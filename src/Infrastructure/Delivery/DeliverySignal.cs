using System.Threading.Channels;
using GroundTransport.Application.Outbox;
using GroundTransport.Infrastructure.Persistence;

namespace GroundTransport.Infrastructure.Delivery;

/// <summary>
/// Starts a delivery at once after a commit on this node, instead of at the next scheduled run. A lost signal delays it only
/// until that run.
/// </summary>
public sealed class DeliverySignal<TMessage> : IAfterCommit
    where TMessage : OutboxMessage
{
    // Room for one: a signal that is already set serves all.
    private readonly Channel<bool> signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task Committed(IReadOnlySet<Type> written)
    {
        if (written.Contains(typeof(TMessage)))
            Set();
        return Task.CompletedTask;
    }

    public void Set() => signal.Writer.TryWrite(true);

    public async Task Wait(CancellationToken ct) => await signal.Reader.ReadAsync(ct);
}
