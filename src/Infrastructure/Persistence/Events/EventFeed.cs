using GroundTransport.Application.Events;
using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Events;

/// <inheritdoc cref="IEventFeed"/>
/// <remarks>
/// Transactions commit in another order than they insert. An event therefore gets its position only after its commit, by the one node
/// that has the sequencer's lease: what a reader has passed stays complete.
/// </remarks>
internal sealed class EventFeed(
    IServiceScopeFactory scopes, DatabaseWrites writes, CommitListeners listeners, TimeProvider clock) : IEventFeed
{
    public const int BatchSize = 200;

    private readonly Lock gate = new();
    private TaskCompletionSource growth = NewGrowth();
    private long lastKnown;
    private int waiting;

    /// <summary>Whether a reader of this node waits for events.</summary>
    public bool HasReaders => Volatile.Read(ref waiting) > 0;

    public async Task<FeedState> GetState(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var feed = await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().EventFeeds.AsNoTracking().SingleAsync(ct);
        return new FeedState(feed.Identity, feed.LastPosition, feed.PurgedThrough);
    }

    public async Task<IReadOnlyList<FeedEvent>> Read(EventFilter filter, long after, long through, int limit, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Events.AsNoTracking()
            .Where(row => row.Position > after && row.Position <= through);
        if (filter.VendorCodes is { } vendors)
            rows = rows.Where(row => vendors.Contains(row.VendorCode!));
        if (filter.Types is { } types)
            rows = rows.Where(row => types.Contains(row.Type));
        if (filter.ReservationId is { } reservation)
            rows = rows.Where(row => row.ReservationId == reservation);
        return await rows.OrderBy(row => row.Position).Take(limit).ToListAsync(ct);
    }

    public async Task<bool> WaitBeyond(long position, TimeSpan atMost, CancellationToken ct)
    {
        Task grown;
        lock (gate)
        {
            if (lastKnown > position)
                return true;
            grown = growth.Task;
            Interlocked.Increment(ref waiting);
        }
        try
        {
            await grown.WaitAsync(atMost, clock, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Releases the readers that wait for a position up to this one.</summary>
    public void Announce(long lastPosition)
    {
        lock (gate)
        {
            if (lastPosition <= lastKnown)
                return;
            lastKnown = lastPosition;
            growth.SetResult();
            growth = NewGrowth();
        }
    }

    /// <summary>
    /// Gives a position to the next events that are committed and have none, and queues them for the webhooks that want them. Their
    /// number; null if another node has the lease.
    /// </summary>
    public async Task<int?> Sequence(JobLease lease, CancellationToken ct)
    {
        var (count, last) = await writes.ExecuteIdempotent<(int?, long)>(async (db, token) =>
        {
            // First the lease: its row stays locked until the commit, so that no other node gives positions meanwhile.
            if (!await lease.Renew(db, token))
                return (null, 0);
            var events = await db.Events.Where(row => row.Position == null).OrderBy(row => row.Number).Take(BatchSize).ToListAsync(token);
            if (events.Count == 0)
                return (0, 0);
            var position = await db.EventFeeds.Select(feed => feed.LastPosition).SingleAsync(token);
            var webhooks = await db.Webhooks.AsNoTracking().Where(row => row.Enabled)
                .Select(row => new WebhookFilter(row.Id, row.Types, row.VendorCodes)).ToListAsync(token);
            foreach (var next in events)
            {
                next.Position = ++position;
                db.WebhookDeliveries.AddRange(webhooks.Where(webhook => webhook.Wants(next))
                    .Select(webhook => WebhookDelivery.Of(next, webhook.Id, clock.GetUtcNow())));
            }
            await db.EventFeeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LastPosition, position), token);
            return (events.Count, position);
        }, ct);
        Announce(last);
        if (count > 0)
            await listeners.Notify(new HashSet<Type> { typeof(WebhookDelivery) });
        return count;
    }

    /// <summary>Whether an event waits for its position.</summary>
    public async Task<bool> HasUnsequenced(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().Events.AnyAsync(row => row.Position == null, ct);
    }

    /// <summary>How far the feed has come, for the metrics.</summary>
    public async Task<FeedProgress> GetProgress(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        var last = await db.EventFeeds.Select(feed => feed.LastPosition).SingleAsync(ct);
        var unsequenced = db.Events.Where(row => row.Position == null);
        return new FeedProgress(
            last, await unsequenced.LongCountAsync(ct), await unsequenced.MinAsync(row => (DateTimeOffset?)row.At, ct));
    }

    private static TaskCompletionSource NewGrowth() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
