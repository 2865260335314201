using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="IPostBackOutbox"/>
internal sealed class PostBackOutbox(
    IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, PostBackSettings settings, TimeProvider clock)
    : OutboxStore<PostBack>(OutboxTable.PostBacks, scopes, writes, dialect, clock), IPostBackOutbox
{
    protected override TimeSpan Timeout => settings.Timeout;

    protected override TimeSpan Lease => settings.Lease;

    protected override TimeSpan RetryAfter => settings.RetryAfter;

    public Task<bool> Complete(PostBack row, PostBackAnswer answer, RetryDecision decision, CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        var refusals = decision.CountsAsAttempt == CountsAsAttempt.AsRefusal ? 1 : 0;
        var correlationId = $"{row.ReservationId}-{row.Seq}-{row.Sends + 1}";
        var notified = decision.State == DeliveryState.Delivered
            ? new LastNotified(row.ReservationId, row.StateSeq, row.Status, now, "PostBack", correlationId)
            : null;
        return Writes.ExecuteOnce(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            var held = await Complete(
                db, row, decision, answer.Text,
                set => set.SetProperty(leased => leased.Refusals, leased => leased.Refusals + refusals)
                    .SetProperty(leased => leased.ConcurCorrelationId, answer.CorrelationId),
                token);
            if (held && notified is not null)
                await NotificationLedger.Store(db, Dialect, [notified], token);
            if (held && decision.State == DeliveryState.Dead)
                db.Events.Add(PostBackEvents.Dead(row, answer, now));
            return (held, true);
        }, WritePriority.Background, ct);
    }

    public async Task<int> Supersede(DateTimeOffset createdBefore, CancellationToken ct)
    {
        var outdated = await FindOutdated(createdBefore, ct);
        if (outdated.Count == 0)
            return 0;
        var now = Clock.GetUtcNow();
        return await Writes.ExecuteIdempotent(async (db, token) =>
        {
            var superseded = 0;
            // Each row by its key, as in Complete: one statement for all would lock their entries in an index before the rows,
            // Complete locks the row first, and on SQL Server the two would deadlock.
            foreach (var (id, stateSeq) in outdated)
            {
                superseded += await db.PostBacks
                    .Where(row => row.Id == id && row.StateSeq == stateSeq
                        && row.State == DeliveryState.Pending && row.LeaseToken == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.State, DeliveryState.Superseded).SetProperty(row => row.DoneAt, now), token);
            }
            return superseded;
        }, ct);
    }

    public async Task<IReadOnlyList<long>> FindOvertaken(CancellationToken ct) => await Read(db => db.PostBacks
        .Where(row => row.State == DeliveryState.Pending && row.LeaseToken == null && row.Attempts > row.Refusals
            && db.LastNotified.Any(last => last.ReservationId == row.ReservationId && last.Seq > row.StateSeq
                && (last.By == "Sell" || last.By == "Update" || last.By == "Cancel"))
            && !db.PostBacks.Any(later =>
                later.ReservationId == row.ReservationId && later.Seq > row.Seq && later.State == DeliveryState.Pending))
        .Select(row => row.ReservationId).ToListAsync(ct));

    public Task<bool> IsOvertaken(PostBack row, CancellationToken ct) => Read(db => db.Reservations.AnyAsync(
        reservation => reservation.Id == row.ReservationId && reservation.NotifyVersion > row.StateSeq
            && !db.PostBacks.Any(later =>
                later.ReservationId == row.ReservationId && later.Seq > row.Seq && later.State == DeliveryState.Pending),
        ct));

    protected override IQueryable<GroupedMessage> Grouped(IQueryable<PostBack> rows) =>
        rows.Select(row => new GroupedMessage { Group = row.VendorCode, State = row.State, DueAt = row.DueAt });

    /// <summary>
    /// What may have arrived ends only after a newer row was queued: the ledger may learn of a newer reply between the look for what it
    /// overtook and this one. A ReservationDetail contains less than a PostBack, and overtakes none.
    /// </summary>
    private Task<List<(long Id, int StateSeq)>> FindOutdated(DateTimeOffset createdBefore, CancellationToken ct) => Read(db => (
        from row in db.PostBacks
        where row.State == DeliveryState.Pending && row.LeaseToken == null
        let followed = db.PostBacks.Any(newer =>
            newer.ReservationId == row.ReservationId && newer.Seq > row.Seq && newer.State == DeliveryState.Pending)
        let overtaken = db.LastNotified.Any(last => last.ReservationId == row.ReservationId && last.Seq > row.StateSeq
            && (last.By == "Sell" || last.By == "Update" || last.By == "Cancel"))
        where (followed && row.Attempts > 0 && row.CreatedAt <= createdBefore)
            || (overtaken && (followed || row.Attempts <= row.Refusals))
        orderby row.Id
        select new ValueTuple<long, int>(row.Id, row.StateSeq)).ToListAsync(ct));
}
