using System.Threading.Channels;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="INotificationLedger"/>
/// <remarks>
/// Replies are queued in memory and stored in batches, so that they don't wait for the database. A full queue drops entries: the
/// drift sweep then sends a PostBack that Concur may not need, and nothing is lost.
/// </remarks>
internal sealed class NotificationLedger(
    IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, ILogger<NotificationLedger> log)
    : BackgroundService, INotificationLedger
{
    private const int QueueLength = 10_000;
    private const int BatchSize = 200;

    /// <summary>In one statement; each number of them is a statement that the database prepares.</summary>
    private const int StoredTogether = 16;

    /// <summary>How long a batch is collected: with one commit per reply, bookings would wait for the disk.</summary>
    private static readonly TimeSpan CollectionTime = TimeSpan.FromMilliseconds(100);

    private readonly Channel<LastNotified> queue = Channel.CreateBounded<LastNotified>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Record(LastNotified notification) => queue.Writer.TryWrite(notification);

    public async Task<LastNotified?> Find(long reservationId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().LastNotified.AsNoTracking();
        return await rows.FirstOrDefaultAsync(row => row.ReservationId == reservationId, ct);
    }

    public async Task<IReadOnlyList<long>> FindDrifted(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        return await db.ReservationsBehind.AsNoTracking()
            .Where(reservation => reservation.ChangedAt > from && reservation.ChangedAt <= to
                && !db.PostBacks.Any(row => row.ReservationId == reservation.Id
                    && (row.State == DeliveryState.Pending
                        || (row.State == DeliveryState.Dead && row.StateSeq >= reservation.NotifyVersion)))
                && db.DirectConnects.Any(connect => connect.Id == reservation.DirectConnectId && connect.PostBackEnabled))
            .OrderBy(reservation => reservation.ChangedAt).Take(limit).Select(reservation => reservation.Id).ToListAsync(ct);
    }

    /// <summary>Stores notifications within the caller's transaction.</summary>
    public static Task Store(GatewayDbContext db, Dialect dialect, IReadOnlyList<LastNotified> notifications, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(
            dialect.UpsertLastNotified(notifications.Count),
            notifications.SelectMany(notified => new object[]
            {
                notified.ReservationId, notified.Seq, notified.Status, notified.At.ToUnixTimeMilliseconds(), notified.By,
                notified.CorrelationId,
            }),
            ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(stoppingToken))
            {
                if (queue.Reader.Count < BatchSize)
                    await Task.Delay(CollectionTime, stoppingToken);
                await StoreBatch();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is in the queue is stored before the process ends.
            while (queue.Reader.Count > 0)
                await StoreBatch();
        }
    }

    /// <summary>Removes reads of a version that is stored already: a query costs less than a transaction that changes nothing.</summary>
    private async Task RemoveRepeated(Dictionary<long, LastNotified> batch)
    {
        var read = batch.Values.Where(notified => notified.IsRead).Select(notified => notified.ReservationId).ToList();
        if (read.Count == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().LastNotified.AsNoTracking()
            .Where(row => read.Contains(row.ReservationId)).Select(row => new { row.ReservationId, row.Seq })
            .ToListAsync(CancellationToken.None);
        foreach (var known in stored.Where(known => !batch[known.ReservationId].Replaces(known.Seq)))
            batch.Remove(known.ReservationId);
    }

    /// <summary>A batch is stored even while the process is stopping.</summary>
    private async Task StoreBatch()
    {
        // Of several notifications of one reservation only the newest counts.
        var newest = new Dictionary<long, LastNotified>();
        while (newest.Count < BatchSize && queue.Reader.TryRead(out var notified))
        {
            if (!newest.TryGetValue(notified.ReservationId, out var known) || notified.Replaces(known.Seq))
                newest[notified.ReservationId] = notified;
        }
        try
        {
            await RemoveRepeated(newest);
            if (newest.Count == 0)
                return;
            await writes.ExecuteIdempotent(async (db, token) =>
            {
                // Always in the same order: two nodes that store the same reservations must not deadlock.
                foreach (var some in newest.Values.OrderBy(notified => notified.ReservationId).Chunk(StoredTogether))
                    await Store(db, dialect, some, token);
                return true;
            }, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning("Failed to record {Count} delivered replies; the drift sweep resends them: {Failure}",
                newest.Count, failure.GetType().Name);
        }
    }
}
