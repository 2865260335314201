using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence;

/// <inheritdoc cref="IPostBackOutbox"/>
/// <remarks>Each call is one statement in a scope of its own: senders run side by side, a context doesn't.</remarks>
internal sealed class PostBackOutbox(IServiceScopeFactory scopes, SqliteWriteGate gate, PostBackSettings settings, TimeProvider clock) : IPostBackOutbox
{
    /// <summary>In a container machine name and process id are the same after each restart: the rest tells this process from its predecessor.</summary>
    private readonly string owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<IReadOnlyList<PostBack>> Claim(int atMost, ChannelChoice of, CancellationToken ct)
    {
        var (now, token) = (Now, Guid.NewGuid().ToString("N"));
        var until = now + (long)settings.Lease.TotalMilliseconds;
        var retryAfter = (long)settings.RetryAfter.TotalMilliseconds;
        // A lease that ended after the request had left counts as a timeout: that attempt is spent, the next waits RetryAfter.
        // PostgreSQL lets a second claimer wait for the row, then checks the outer conditions only: they keep it out.
        // The instant is the process's: SQLite lives in it. A database that several nodes share gives its own.
        // Channels are a handful: each is a parameter of its own, on every database.
        object[] values = [owner, token, until, now, retryAfter, atMost, .. of.Only is { } only ? [only] : of.Except];
        var names = string.Join(", ", Enumerable.Range(6, values.Length - 6).Select(number => $"{{{number}}}"));
        var channel = values.Length == 6 ? "" : of.Only is not null ? $"AND due.direct_connect_id = {names}" : $"AND due.direct_connect_id NOT IN ({names})";
#pragma warning disable EF1002 // What is put in is our own text: numbers of parameters.
        return Write(async db => (IReadOnlyList<PostBack>)await db.PostBacks.FromSqlRaw(
            $$"""
            UPDATE post_backs
            SET lease_owner = {0}, lease_token = {1}, lease_until = {2},
                attempts = attempts + CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END,
                last_answer = CASE WHEN sent_at IS NULL THEN last_answer ELSE 'None: its sender stopped while it waited' END,
                sent_at = NULL
            WHERE state = 'Pending' AND (lease_until IS NULL OR lease_until <= {3}) AND id IN (
                SELECT due.id FROM post_backs AS due
                WHERE due.state = 'Pending' {{channel}}
                  AND ((due.lease_until IS NULL AND due.due_at <= {3})
                    OR (due.lease_until <= {3} AND (due.sent_at IS NULL OR due.sent_at + {4} <= {3})))
                  AND NOT EXISTS (
                    SELECT 1 FROM post_backs AS earlier
                    WHERE earlier.reservation_id = due.reservation_id AND earlier.state = 'Pending' AND earlier.seq < due.seq)
                ORDER BY due.due_at, due.id LIMIT {5})
            RETURNING *
            """, values).AsNoTracking().ToListAsync(ct), ct);
#pragma warning restore EF1002
    }

    public Task<bool> MarkSent(PostBack row, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Leased(row, rows => rows.Where(held => held.LeaseUntil > now + settings.Timeout)
            .ExecuteUpdateAsync(set => set.SetProperty(held => held.SentAt, now).SetProperty(held => held.Sends, held => held.Sends + 1), ct), ct);
    }

    public Task<bool> Complete(PostBack row, PostBackAnswer answer, Treatment treatment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = now + treatment.Wait;
        var (attempts, refusals) = (treatment.Spends == Spends.Nothing ? 0 : 1, treatment.Spends == Spends.Refusal ? 1 : 0);
        DateTimeOffset? done = treatment.State == PostBackState.Pending ? null : now;
        var told = treatment.State == PostBackState.Delivered
            ? new Told(row.ReservationId, row.StateSeq, row.Status, now, "PostBack", $"{row.ReservationId}-{row.Seq}-{row.Sends + 1}")
            : null;
        return Write(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var held = await db.PostBacks.Where(held => held.Id == row.Id && held.LeaseToken == row.LeaseToken).ExecuteUpdateAsync(
            set => set.SetProperty(held => held.State, treatment.State)
                .SetProperty(held => held.Attempts, held => held.Attempts + attempts)
                .SetProperty(held => held.Refusals, held => held.Refusals + refusals)
                .SetProperty(held => held.DueAt, due)
                .SetProperty(held => held.DoneAt, done)
                .SetProperty(held => held.LastAnswer, answer.Text)
                .SetProperty(held => held.ConcurCorrelationId, answer.CorrelationId)
                .SetProperty(held => held.SentAt, (DateTimeOffset?)null)
                .SetProperty(held => held.LeaseOwner, (string?)null)
                .SetProperty(held => held.LeaseToken, (string?)null)
                .SetProperty(held => held.LeaseUntil, (DateTimeOffset?)null),
            ct) == 1;
            if (held && told is not null)
                await ToldLedger.Enter(db, told, ct);
            await transaction.CommitAsync(ct);
            return held;
        }, ct);
    }

    public Task<int> Supersede(DateTimeOffset createdBefore, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Write(db => db.PostBacks
            .Where(row => row.State == PostBackState.Pending && row.LeaseToken == null
                && ((row.Attempts > 0 && row.CreatedAt <= createdBefore
                        && db.PostBacks.Any(newer => newer.ReservationId == row.ReservationId && newer.Seq > row.Seq && newer.State == PostBackState.Pending))
                    // A ReservationDetail says less than a PostBack: it overtakes none.
                    || db.Told.Any(told => told.ReservationId == row.ReservationId && told.Seq > row.StateSeq
                        && (told.By == "Sell" || told.By == "Update" || told.By == "Cancel"))))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, PostBackState.Superseded).SetProperty(row => row.DoneAt, now), ct), ct);
    }

    public async Task<bool> WasOvertaken(PostBack row, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        return await db.Reservations.AnyAsync(reservation => reservation.Id == row.ReservationId && reservation.MustTell > row.StateSeq
            && !db.PostBacks.Any(later => later.ReservationId == row.ReservationId && later.State == PostBackState.Pending), ct);
    }

    /// <summary>How the outbox stands, for its metrics.</summary>
    public async Task<OutboxLevel> Level(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().PostBacks.AsNoTracking();
        var now = clock.GetUtcNow();
        return new OutboxLevel(
            await rows.LongCountAsync(row => row.State == PostBackState.Pending, ct),
            await rows.LongCountAsync(row => row.State == PostBackState.Dead, ct),
            await rows.Where(row => row.State == PostBackState.Pending && row.DueAt <= now).OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(ct));
    }

    /// <summary>On SQLite there is one process: leases that aren't its own are those of a process that died. What that had sent counts as a timeout.</summary>
    public Task EndLeasesOfTheDead(CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return Write(db => db is SqliteGatewayDbContext
            ? db.PostBacks.Where(row => row.LeaseUntil > now && row.LeaseOwner != owner).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, now), ct)
            : Task.FromResult(0), ct);
    }

    private async Task<bool> Leased(PostBack row, Func<IQueryable<PostBack>, Task<int>> write, CancellationToken ct) =>
        await Write(db => write(db.PostBacks.Where(held => held.Id == row.Id && held.LeaseToken == row.LeaseToken)), ct) == 1;

    private async Task<T> Write<T>(Func<GatewayDbContext, Task<T>> write, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        using var passage = db is SqliteGatewayDbContext ? await gate.EnterAsync(ct) : null;
        return await write(db);
    }
}

/// <inheritdoc cref="IPostBacks"/>
internal sealed class PostBackRows(GatewayDbContext db) : IPostBacks
{
    public Task<PostBack?> Find(long id, CancellationToken ct) => db.PostBacks.FirstOrDefaultAsync(row => row.Id == id, ct);

    public Task<PostBack?> FindLast(long reservationId, CancellationToken ct) =>
        db.PostBacks.Where(row => row.ReservationId == reservationId).OrderByDescending(row => row.Seq).FirstOrDefaultAsync(ct);

    public void Add(PostBack row) => db.PostBacks.Add(row);

    public void Replace(PostBack row, int stateSeq, string status, string payload, DateTimeOffset now)
    {
        (row.StateSeq, row.Status, row.Payload) = (stateSeq, status, payload);
        (row.State, row.Attempts, row.Refusals, row.DueAt, row.DoneAt) = (PostBackState.Pending, 0, 0, now, null);
        (row.LeaseOwner, row.LeaseToken, row.LeaseUntil, row.SentAt) = (null, null, null, null);
    }
}
