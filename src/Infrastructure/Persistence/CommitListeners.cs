using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>Calls each <see cref="IAfterCommit"/> after a commit of this node.</summary>
internal sealed class CommitListeners(IEnumerable<IAfterCommit> listeners, ILogger<CommitListeners> log)
{
    public async Task Notify(IReadOnlySet<Type> written)
    {
        if (written.Count == 0)
            return;
        foreach (var listener in listeners)
        {
            try
            {
                await listener.Committed(written);
            }
            catch (Exception failure)
            {
                log.LogWarning("{Listener} failed after a commit; its next scheduled run does the work: {Failure}",
                    listener.GetType().Name, failure.GetType().Name);
            }
        }
    }
}
