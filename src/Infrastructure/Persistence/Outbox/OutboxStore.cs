using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <summary>What the outboxes of all kinds of messages have in common: claims, leases and the storage of answers.</summary>
/// <remarks>Each call uses a scope of its own: senders run in parallel, and a context can't be shared.</remarks>
internal abstract class OutboxStore<TMessage>(
    OutboxTable table, IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, TimeProvider clock)
    where TMessage : OutboxMessage
{
    /// <summary>
    /// In a container, machine name and process id are the same after each restart: the random part distinguishes this process from
    /// the previous one.
    /// </summary>
    private readonly string owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    protected DatabaseWrites Writes => writes;

    protected Dialect Dialect => dialect;

    protected TimeProvider Clock => clock;

    /// <summary>How long one attempt may take.</summary>
    protected abstract TimeSpan Timeout { get; }

    /// <summary>How long a claimed message is leased to its node.</summary>
    protected abstract TimeSpan Lease { get; }

    /// <summary>How long a message isn't sent again whose sender stopped before it had an answer.</summary>
    protected abstract TimeSpan RetryAfter { get; }

    public Task<IReadOnlyList<TMessage>> Claim(int atMost, DestinationFilter destinations, CancellationToken ct)
    {
        object?[] values =
        [
            owner, Guid.NewGuid().ToString("N"), Milliseconds(Lease), dialect.NowParameter(clock),
            Milliseconds(RetryAfter), atMost, .. destinations.Only is { } only ? [only] : destinations.Except,
        ];
        var claim = dialect.ClaimMessages(table, destinations);
        return writes.ExecuteIdempotent<IReadOnlyList<TMessage>>(
            async (db, token) => await db.Set<TMessage>().FromSqlRaw(claim, values!).AsNoTracking().ToListAsync(token), ct);
    }

    public virtual async Task<bool> MarkSent(TMessage row, CancellationToken ct) => await MarkSent([row], ct) == 1;

    /// <summary>
    /// If only one process can use the database, the leases of others belong to processes that have ended. A message that was sent
    /// under such a lease counts as a timeout.
    /// </summary>
    public Task ReleaseOrphanedLeases(CancellationToken ct)
    {
        if (dialect.IsShared)
            return Task.CompletedTask;
        DateTimeOffset? now = clock.GetUtcNow();
        return writes.ExecuteIdempotent(
            (db, token) => db.Set<TMessage>().Where(row => row.LeaseUntil > now && row.LeaseOwner != owner)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, now), token),
            ct);
    }

    /// <summary>Whether a message is due.</summary>
    public Task<bool> HasDue(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Read(db => db.Set<TMessage>().AnyAsync(
            row => row.State == DeliveryState.Pending && row.DueAt <= now && (row.LeaseUntil == null || row.LeaseUntil <= now), ct));
    }

    /// <summary>Counts the messages by group, for the metrics.</summary>
    public Task<Dictionary<string, OutboxCounts>> Count(CancellationToken ct) => Read(async db =>
    {
        var now = clock.GetUtcNow();
        var states = await Grouped(db.Set<TMessage>().AsNoTracking()
                .Where(row => row.State == DeliveryState.Pending || row.State == DeliveryState.Dead))
            .GroupBy(row => new { row.Group, row.State })
            .Select(rows => new { rows.Key.Group, rows.Key.State, Count = rows.LongCount(), FirstDue = rows.Min(row => row.DueAt) })
            .ToListAsync(ct);
        return states.GroupBy(state => state.Group).ToDictionary(group => group.Key, group =>
        {
            var pending = group.SingleOrDefault(state => state.State == DeliveryState.Pending);
            var dead = group.SingleOrDefault(state => state.State == DeliveryState.Dead);
            return new OutboxCounts(pending?.Count ?? 0, dead?.Count ?? 0, pending?.FirstDue <= now ? pending.FirstDue : null);
        });
    });

    /// <summary>The messages with the group that each is counted in.</summary>
    protected abstract IQueryable<GroupedMessage> Grouped(IQueryable<TMessage> rows);

    /// <summary>Records that they are about to be sent; gives how many of their leases are held for long enough.</summary>
    protected Task<int> MarkSent(IReadOnlyList<TMessage> rows, CancellationToken ct)
    {
        object?[] values =
        [
            dialect.NowParameter(clock), Milliseconds(Timeout),
            .. rows.Select(row => (object)row.Id), .. rows.Select(row => row.LeaseToken),
        ];
        var mark = dialect.MarkMessagesSent(table, rows.Count);
        return writes.ExecuteIdempotent((db, token) => db.Database.ExecuteSqlRawAsync(mark, values!, token), ct);
    }

    /// <summary>Stores what every answer changes, and releases the lease; false if it is no longer held.</summary>
    /// <param name="setOwn">Sets the columns that only this kind of message has.</param>
    protected async Task<bool> Complete(
        GatewayDbContext db, TMessage row, RetryDecision decision, string answer, Action<UpdateSettersBuilder<TMessage>> setOwn,
        CancellationToken ct)
    {
        var leased = db.Set<TMessage>().Where(leased => leased.Id == row.Id && leased.LeaseToken == row.LeaseToken);
        return await Complete(leased, decision, answer, setOwn, ct) == 1;
    }

    /// <summary>The same for messages with the same answer; gives how many there are.</summary>
    protected Task<int> Complete(
        IQueryable<TMessage> leased, RetryDecision decision, string answer, Action<UpdateSettersBuilder<TMessage>> setOwn,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = now + decision.Wait;
        var attempts = decision.CountsAsAttempt == CountsAsAttempt.No ? 0 : 1;
        DateTimeOffset? done = decision.State == DeliveryState.Pending ? null : now;
        return leased.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(leased => leased.State, decision.State)
                    .SetProperty(leased => leased.Attempts, leased => leased.Attempts + attempts)
                    .SetProperty(leased => leased.DueAt, due)
                    .SetProperty(leased => leased.DoneAt, done)
                    .SetProperty(leased => leased.LastAnswer, answer)
                    .SetProperty(leased => leased.SentAt, (DateTimeOffset?)null)
                    .SetProperty(leased => leased.LeaseOwner, (string?)null)
                    .SetProperty(leased => leased.LeaseToken, (string?)null)
                    .SetProperty(leased => leased.LeaseUntil, (DateTimeOffset?)null);
                setOwn(set);
            },
            ct);
    }

    /// <summary>Reads without a transaction.</summary>
    protected async Task<T> Read<T>(Func<GatewayDbContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<GatewayDbContext>());
    }

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}

/// <summary>What is counted of a message.</summary>
internal sealed record GroupedMessage
{
    public required string Group { get; init; }

    public required DeliveryState State { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}
