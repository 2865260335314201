using System.Linq.Expressions;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IExpiredRows"/>
internal sealed class ExpiredRows(GatewayDbContext reads, DatabaseWrites writes) : IExpiredRows
{
    private static readonly Expression<Func<Exchange, long>> SizeOf = row =>
        (long)row.RequestHeaders.Length + row.Request.Length + row.AnswerHeaders.Length + row.Answer.Length;

    public Task<int> Delete(ExpiryLimits limits, int atMost, CancellationToken ct) =>
        writes.ExecuteIdempotent((db, token) => Delete(db, limits, atMost, token), ct);

    public async Task<int> DeleteOldestExchanges(long maxSize, int batchSize, CancellationToken ct)
    {
        var size = await reads.Exchanges.SumAsync(SizeOf, ct);
        var deleted = 0;
        while (size > maxSize)
        {
            var oldest = await reads.Exchanges.OrderBy(row => row.Id).Take(batchSize)
                .Select(row => row.Id).ToListAsync(ct);
            if (oldest.Count == 0)
                break;
            var last = oldest[^1];
            size -= await reads.Exchanges.Where(row => row.Id <= last).SumAsync(SizeOf, ct);
            deleted += await writes.ExecuteIdempotent(
                (db, token) => db.Exchanges.Where(row => row.Id <= last).ExecuteDeleteAsync(token), ct);
        }
        return deleted;
    }

    private static async Task<int> Delete(GatewayDbContext db, ExpiryLimits limits, int atMost, CancellationToken ct)
    {
        var exchanges = await db.Exchanges.Where(row => row.At < limits.Exchanges).OrderBy(row => row.At).Take(atMost)
            .Select(row => row.Id).ToListAsync(ct);
        var delivered = await db.PostBacks
            .Where(row => (row.State == DeliveryState.Delivered || row.State == DeliveryState.Superseded) && row.DoneAt < limits.Deliveries)
            .OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(ct);
        // A receipt's amounts are kept: a later adjustment is the difference to them.
        var receipts = await db.Receipts
            .Where(row => (row.State == DeliveryState.Delivered || row.State == DeliveryState.Superseded)
                && row.DoneAt < limits.Deliveries && row.Payload != "")
            .OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(ct);
        // A receipt that is still to be sent, or sent again, needs its picture; a ride that hasn't ended may get a receipt.
        var pictures = await db.ReceiptImages
            .Where(image => !db.Receipts.Any(row => row.ReservationId == image.ReservationId
                && (row.State == DeliveryState.Pending || row.State == DeliveryState.Dead || row.DoneAt >= limits.Deliveries))
                && db.Reservations.Any(ride => ride.Id == image.ReservationId && ride.ChangedAt < limits.Deliveries
                    && (ride.Status == ReservationStatus.RC || ride.Status == ReservationStatus.XA || ride.Status == ReservationStatus.RD)))
            .OrderBy(image => image.ReservationId).Take(atMost).Select(image => image.ReservationId).ToListAsync(ct);
        var rememberedSince = limits.Now - ReceiptUserRow.Lifetime;
        // A delivery is kept as long as its event, so that a recovery doesn't send it again.
        var webhooksBefore = limits.Events < limits.Deliveries ? limits.Events : limits.Deliveries;
        var webhooks = await db.WebhookDeliveries.Where(row => row.DoneAt < webhooksBefore)
            .OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(ct);
        // Deleted by expiry, not by id: a key that another request claims in the meantime is kept.
        var lastExpiry = await db.RequestKeys.Where(key => key.ExpiresAt < limits.Now).OrderBy(key => key.ExpiresAt).Skip(atMost - 1)
            .Select(key => (DateTimeOffset?)key.ExpiresAt).FirstOrDefaultAsync(ct)
            ?? limits.Now.AddMilliseconds(-1);
        var commits = await db.Commits.Where(record => record.At < limits.Now - CommitRecord.Lifetime)
            .OrderBy(record => record.At).Take(atMost).Select(record => record.Id).ToListAsync(ct);
        return await db.Exchanges.Where(row => exchanges.Contains(row.Id)).ExecuteDeleteAsync(ct)
            + await db.PostBacks.Where(row => delivered.Contains(row.Id)).ExecuteDeleteAsync(ct)
            + await db.WebhookDeliveries.Where(row => webhooks.Contains(row.Id)).ExecuteDeleteAsync(ct)
            + await db.Receipts.Where(row => receipts.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Payload, ""), ct)
            + await db.ReceiptImages.Where(image => pictures.Contains(image.ReservationId)).ExecuteDeleteAsync(ct)
            + await db.ReceiptUsers
                .Where(user => user.SetAt < rememberedSince && !db.Receipts.Any(row => row.PassengerKey == user.PassengerKey
                    && row.DirectConnectId == user.DirectConnectId && row.CreatedAt >= rememberedSince))
                .OrderBy(user => user.SetAt).Take(atMost).ExecuteDeleteAsync(ct)
            + await db.RequestKeys.Where(key => key.ExpiresAt <= lastExpiry).ExecuteDeleteAsync(ct)
            + await db.Commits.Where(record => commits.Contains(record.Id)).ExecuteDeleteAsync(ct)
            + await DeleteEvents(db, limits.Events, atMost, ct);
    }

    /// <summary>Always the oldest of the feed, and the feed says how far: a reader that comes too late learns it.</summary>
    private static async Task<int> DeleteEvents(GatewayDbContext db, DateTimeOffset before, int atMost, CancellationToken ct)
    {
        var oldest = await db.Events.Where(row => row.Position != null).OrderBy(row => row.Position).Take(atMost)
            .Select(row => new { row.Position, row.At }).ToListAsync(ct);
        if (oldest.TakeWhile(row => row.At < before).LastOrDefault()?.Position is not { } last)
            return 0;
        await db.EventFeeds.ExecuteUpdateAsync(set => set.SetProperty(feed => feed.PurgedThrough, last), ct);
        return await db.Events.Where(row => row.Position <= last).ExecuteDeleteAsync(ct);
    }
}
