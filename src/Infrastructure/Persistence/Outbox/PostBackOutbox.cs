using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="IPostBackOutbox"/>
/// <remarks>Each call is one statement in a scope of its own: senders run side by side, a context doesn't.</remarks>
internal sealed class PostBackOutbox(IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, PostBackSettings settings, TimeProvider clock) : IPostBackOutbox
{
    /// <summary>In a container machine name and process id are the same after each restart: the rest tells this process from its predecessor.</summary>
    private readonly string owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    public Task<IReadOnlyList<PostBack>> Claim(int atMost, ChannelChoice of, CancellationToken ct)
    {
        object?[] values = [owner, Guid.NewGuid().ToString("N"), Milliseconds(settings.Lease), dialect.InstantOf(clock), Milliseconds(settings.RetryAfter), atMost, .. of.Only is { } only ? [only] : of.Except];
        return writes.Repeatable(async (db, token) => (IReadOnlyList<PostBack>)await db.PostBacks.FromSqlRaw(dialect.Claim(of), values!).AsNoTracking().ToListAsync(token), ct);
    }

    public Task<bool> MarkSent(PostBack row, CancellationToken ct) => writes.Repeatable(async (db, token) => await db.Database.ExecuteSqlRawAsync(
        dialect.MarkSent, [dialect.InstantOf(clock)!, row.Id, row.LeaseToken!, Milliseconds(settings.Timeout)], token) == 1, ct);

    public Task<bool> Complete(PostBack row, PostBackAnswer answer, RetryDecision treatment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = now + treatment.Wait;
        var (attempts, refusals) = (treatment.CountsAsAttempt == CountsAsAttempt.Nothing ? 0 : 1, treatment.CountsAsAttempt == CountsAsAttempt.Refusal ? 1 : 0);
        DateTimeOffset? done = treatment.State == PostBackState.Pending ? null : now;
        var told = treatment.State == PostBackState.Delivered
            ? new LastNotified(row.ReservationId, row.StateSeq, row.Status, now, "PostBack", $"{row.ReservationId}-{row.Seq}-{row.Sends + 1}")
            : null;
        return writes.Once(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
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
            token) == 1;
            if (held && told is not null)
                await NotificationLedger.Enter(db, dialect, told, token);
            return (held, true);
        }, ct);
    }

    public Task<int> Supersede(DateTimeOffset createdBefore, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return writes.Repeatable((db, token) => db.PostBacks
            .Where(row => row.State == PostBackState.Pending && row.LeaseToken == null
                && ((row.Attempts > 0 && row.CreatedAt <= createdBefore
                        && db.PostBacks.Any(newer => newer.ReservationId == row.ReservationId && newer.Seq > row.Seq && newer.State == PostBackState.Pending))
                    // A ReservationDetail says less than a PostBack: it overtakes none.
                    || db.LastNotified.Any(told => told.ReservationId == row.ReservationId && told.Seq > row.StateSeq
                        && (told.By == "Sell" || told.By == "Update" || told.By == "Cancel"))))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, PostBackState.Superseded).SetProperty(row => row.DoneAt, now), token), ct);
    }

    public async Task<bool> WasOvertaken(PostBack row, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        return await db.Reservations.AnyAsync(reservation => reservation.Id == row.ReservationId && reservation.NotifyVersion > row.StateSeq
            && !db.PostBacks.Any(later => later.ReservationId == row.ReservationId && later.State == PostBackState.Pending), ct);
    }

    /// <summary>How the outbox stands, for its metrics.</summary>
    public async Task<OutboxGauge> Level(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().PostBacks.AsNoTracking();
        var now = clock.GetUtcNow();
        return new OutboxGauge(
            await rows.LongCountAsync(row => row.State == PostBackState.Pending, ct),
            await rows.LongCountAsync(row => row.State == PostBackState.Dead, ct),
            await rows.Where(row => row.State == PostBackState.Pending && row.DueAt <= now).OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(ct));
    }

    /// <summary>Where one process has the database, leases that aren't its own are those of a process that died. What that had sent counts as a timeout.</summary>
    public Task EndLeasesOfTheDead(CancellationToken ct)
    {
        if (dialect.IsShared)
            return Task.CompletedTask;
        DateTimeOffset? now = clock.GetUtcNow();
        return writes.Repeatable((db, token) => db.PostBacks.Where(row => row.LeaseUntil > now && row.LeaseOwner != owner).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, now), token), ct);
    }

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
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
