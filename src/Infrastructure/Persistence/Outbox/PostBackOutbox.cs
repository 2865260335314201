using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="IPostBackOutbox"/>
/// <remarks>Each call uses a scope of its own: senders run in parallel, and a context can't be shared.</remarks>
internal sealed class PostBackOutbox(
    IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, PostBackSettings settings, TimeProvider clock) : IPostBackOutbox
{
    /// <summary>
    /// In a container, machine name and process id are the same after each restart: the random part distinguishes this process from
    /// the previous one.
    /// </summary>
    private readonly string owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    public Task<IReadOnlyList<PostBack>> Claim(int atMost, ConnectionFilter connections, CancellationToken ct)
    {
        object?[] values =
        [
            owner, Guid.NewGuid().ToString("N"), Milliseconds(settings.Lease), dialect.NowParameter(clock),
            Milliseconds(settings.RetryAfter), atMost, .. connections.Only is { } only ? [only] : connections.Except,
        ];
        var claim = dialect.ClaimPostBacks(connections);
        return writes.ExecuteIdempotent<IReadOnlyList<PostBack>>(
            async (db, token) => await db.PostBacks.FromSqlRaw(claim, values!).AsNoTracking().ToListAsync(token), ct);
    }

    public Task<bool> MarkSent(PostBack row, CancellationToken ct)
    {
        object[] values = [dialect.NowParameter(clock)!, row.Id, row.LeaseToken!, Milliseconds(settings.Timeout)];
        return writes.ExecuteIdempotent(
            async (db, token) => await db.Database.ExecuteSqlRawAsync(dialect.MarkPostBackSent, values, token) == 1, ct);
    }

    public Task<bool> Complete(PostBack row, PostBackAnswer answer, RetryDecision decision, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = now + decision.Wait;
        var attempts = decision.CountsAsAttempt == CountsAsAttempt.No ? 0 : 1;
        var refusals = decision.CountsAsAttempt == CountsAsAttempt.AsRefusal ? 1 : 0;
        DateTimeOffset? done = decision.State == PostBackState.Pending ? null : now;
        var correlationId = $"{row.ReservationId}-{row.Seq}-{row.Sends + 1}";
        var notified = decision.State == PostBackState.Delivered
            ? new LastNotified(row.ReservationId, row.StateSeq, row.Status, now, "PostBack", correlationId)
            : null;
        return writes.ExecuteOnce(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            var leased = db.PostBacks.Where(leased => leased.Id == row.Id && leased.LeaseToken == row.LeaseToken);
            var held = await leased.ExecuteUpdateAsync(
                set => set.SetProperty(leased => leased.State, decision.State)
                    .SetProperty(leased => leased.Attempts, leased => leased.Attempts + attempts)
                    .SetProperty(leased => leased.Refusals, leased => leased.Refusals + refusals)
                    .SetProperty(leased => leased.DueAt, due)
                    .SetProperty(leased => leased.DoneAt, done)
                    .SetProperty(leased => leased.LastAnswer, answer.Text)
                    .SetProperty(leased => leased.ConcurCorrelationId, answer.CorrelationId)
                    .SetProperty(leased => leased.SentAt, (DateTimeOffset?)null)
                    .SetProperty(leased => leased.LeaseOwner, (string?)null)
                    .SetProperty(leased => leased.LeaseToken, (string?)null)
                    .SetProperty(leased => leased.LeaseUntil, (DateTimeOffset?)null),
                token) == 1;
            if (held && notified is not null)
                await NotificationLedger.Store(db, dialect, notified, token);
            return (held, true);
        }, ct);
    }

    public async Task<int> Supersede(DateTimeOffset createdBefore, CancellationToken ct)
    {
        var outdated = await FindOutdated(createdBefore, ct);
        if (outdated.Count == 0)
            return 0;
        var now = clock.GetUtcNow();
        return await writes.ExecuteIdempotent(async (db, token) =>
        {
            var superseded = 0;
            // Each row by its key, as in Complete: one statement for all would lock their entries in an index before the rows,
            // Complete locks the row first, and on SQL Server the two would deadlock.
            foreach (var (id, stateSeq) in outdated)
            {
                superseded += await db.PostBacks
                    .Where(row => row.Id == id && row.StateSeq == stateSeq
                        && row.State == PostBackState.Pending && row.LeaseToken == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.State, PostBackState.Superseded).SetProperty(row => row.DoneAt, now), token);
            }
            return superseded;
        }, ct);
    }

    public async Task<bool> WasOvertaken(PostBack row, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        return await db.Reservations.AnyAsync(
            reservation => reservation.Id == row.ReservationId && reservation.NotifyVersion > row.StateSeq
                && !db.PostBacks.Any(later => later.ReservationId == row.ReservationId && later.State == PostBackState.Pending),
            ct);
    }

    /// <summary>Counts the rows, for the metrics.</summary>
    public async Task<OutboxCounts> Count(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().PostBacks.AsNoTracking();
        var now = clock.GetUtcNow();
        return new OutboxCounts(
            await rows.LongCountAsync(row => row.State == PostBackState.Pending, ct),
            await rows.LongCountAsync(row => row.State == PostBackState.Dead, ct),
            await rows.Where(row => row.State == PostBackState.Pending && row.DueAt <= now).OrderBy(row => row.DueAt)
                .Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(ct));
    }

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
            (db, token) => db.PostBacks.Where(row => row.LeaseUntil > now && row.LeaseOwner != owner)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, now), token),
            ct);
    }

    /// <summary>The id and the state's version of each message that Concur gets, or already has, a newer state of.</summary>
    private async Task<List<(long Id, int StateSeq)>> FindOutdated(DateTimeOffset createdBefore, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        return await db.PostBacks
            .Where(row => row.State == PostBackState.Pending && row.LeaseToken == null
                && ((row.Attempts > 0 && row.CreatedAt <= createdBefore
                        && db.PostBacks.Any(newer =>
                            newer.ReservationId == row.ReservationId && newer.Seq > row.Seq && newer.State == PostBackState.Pending))
                    // A ReservationDetail contains less than a PostBack, and supersedes none.
                    || db.LastNotified.Any(last => last.ReservationId == row.ReservationId && last.Seq > row.StateSeq
                        && (last.By == "Sell" || last.By == "Update" || last.By == "Cancel"))))
            .OrderBy(row => row.Id).Select(row => new ValueTuple<long, int>(row.Id, row.StateSeq)).ToListAsync(ct);
    }

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
