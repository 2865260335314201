using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// The calls that wait for events: limited per API key, and ended when the node drains, or their key is deleted or expires.
/// </summary>
public sealed class WaitingCalls(Drain drain, ICatalog catalog, TimeProvider clock)
{
    /// <summary>How many calls of one API key may wait on this node.</summary>
    public const int MaxPerKey = 20;

    /// <summary>How soon a key that is no longer valid ends its calls; the catalog itself may be a second old.</summary>
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(0.5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Admits a call; null if this key has too many waiting. Dispose it when the call ends.</summary>
    /// <param name="until">When the caller's session ends; null: as long as its key is valid.</param>
    public WaitingCall? Enter(Operator caller, DateTimeOffset? until = null)
    {
        lock (gate)
        {
            var count = counts.GetValueOrDefault(caller.KeyId);
            if (count == MaxPerKey)
                return null;
            counts[caller.KeyId] = count + 1;
        }
        return new WaitingCall(this, caller.KeyId, until, clock, drain.Started);
    }

    private void Leave(string keyId)
    {
        lock (gate)
        {
            if (--counts[keyId] == 0)
                counts.Remove(keyId);
        }
    }

    private bool MayWait(string keyId, DateTimeOffset? until)
    {
        var now = clock.GetUtcNow();
        return now < (until ?? DateTimeOffset.MaxValue)
            && catalog.Current.ApiKeys.Values.Any(key => key.Id == keyId && !key.IsExpiredAt(now));
    }

    /// <summary>One call that waits.</summary>
    public sealed class WaitingCall : IDisposable
    {
        private readonly WaitingCalls calls;
        private readonly string keyId;
        private readonly DateTimeOffset? until;
        private readonly CancellationTokenSource end;
        private readonly ITimer check;

        internal WaitingCall(
            WaitingCalls calls, string keyId, DateTimeOffset? until, TimeProvider clock, CancellationToken drain)
        {
            (this.calls, this.keyId, this.until) = (calls, keyId, until);
            end = CancellationTokenSource.CreateLinkedTokenSource(drain);
            check = clock.CreateTimer(_ => EndIfOver(), null, CheckEvery, CheckEvery);
        }

        /// <summary>Is cancelled when the call must not wait any longer.</summary>
        public CancellationToken End => end.Token;

        public void Dispose()
        {
            check.Dispose();
            end.Dispose();
            calls.Leave(keyId);
        }

        private void EndIfOver()
        {
            if (calls.MayWait(keyId, until))
                return;
            try
            {
                end.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The call ended at the same moment.
            }
        }
    }
}
