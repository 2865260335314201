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
/// Replies are noted in memory and entered in batches, off their way. A full queue drops: the sweep tells Concur again
/// what it may have heard already, which costs a duplicate and loses nothing.
/// </remarks>
internal sealed class NotificationLedger(IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, ILogger<NotificationLedger> log) : BackgroundService, INotificationLedger
{
    private const int Batch = 200;

    /// <summary>So long others may join the first of a batch: a commit for each would make bookings wait for the disk.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly Channel<LastNotified> noted = Channel.CreateBounded<LastNotified>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Note(LastNotified told) => noted.Writer.TryWrite(told);

    public async Task<LastNotified?> Find(long reservationId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GatewayDbContext>().LastNotified.AsNoTracking().FirstOrDefaultAsync(told => told.ReservationId == reservationId, ct);
    }

    public async Task<IReadOnlyList<long>> BehindWithNothingPending(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
        return await db.Reservations.AsNoTracking()
            .Where(reservation => reservation.ChangedAt > from && reservation.ChangedAt <= to
                && !db.LastNotified.Any(told => told.ReservationId == reservation.Id && told.Seq >= reservation.NotifyVersion)
                && !db.PostBacks.Any(row => row.ReservationId == reservation.Id
                    && (row.State == PostBackState.Pending || (row.State == PostBackState.Dead && row.StateSeq >= reservation.NotifyVersion)))
                && db.DirectConnects.Any(connect => connect.Id == reservation.DirectConnectId && connect.PostBackEnabled))
            .OrderBy(reservation => reservation.ChangedAt).Take(limit).Select(reservation => reservation.Id).ToListAsync(ct);
    }

    public static Task Enter(GatewayDbContext db, Dialect dialect, LastNotified told, CancellationToken ct) => db.Database.ExecuteSqlRawAsync(
        dialect.UpsertLastNotified,
        [told.ReservationId, told.Seq, told.Status, told.At.ToUnixTimeMilliseconds(), told.By, told.CorrelationId], ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await noted.Reader.WaitToReadAsync(stoppingToken))
            {
                if (noted.Reader.Count < Batch)
                    await Task.Delay(Gathering, stoppingToken);
                await EnterNoted();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was noted up to here is entered before the process ends.
            while (noted.Reader.Count > 0)
                await EnterNoted();
        }
    }

    /// <summary>A batch that was begun is entered, though the process is told to end.</summary>
    private async Task EnterNoted()
    {
        // Of several notes of one reservation the newest says it all.
        var latest = new Dictionary<long, LastNotified>();
        while (latest.Count < Batch && noted.Reader.TryRead(out var told))
        {
            if (!latest.TryGetValue(told.ReservationId, out var known) || known.Seq <= told.Seq)
                latest[told.ReservationId] = told;
        }
        if (latest.Count == 0)
            return;
        try
        {
            await writes.Repeatable(async (db, token) =>
            {
                // In one order: two nodes that enter the same reservations mustn't wait for each other.
                foreach (var told in latest.Values.OrderBy(told => told.ReservationId))
                    await Enter(db, dialect, told, token);
                return true;
            }, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning("What Concur was told by {Count} replies wasn't entered; the sweep tells it again: {Why}", latest.Count, failure.GetType().Name);
        }
    }
}
