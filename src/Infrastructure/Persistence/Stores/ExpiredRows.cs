using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IExpiredRows"/>
internal sealed class ExpiredRows(GatewayDbContext reads, DatabaseWrites writes) : IExpiredRows
{
    public Task<int> Delete(ExpiryLimits limits, int atMost, CancellationToken ct) =>
        writes.ExecuteIdempotent((db, token) => Delete(db, limits, atMost, token), ct);

    public async Task<int> DeleteOldestExchanges(long maxSize, int batchSize, CancellationToken ct)
    {
        var size = await reads.Exchanges.SumAsync(row => (long)row.Request.Length + row.Answer.Length, ct);
        var deleted = 0;
        while (size > maxSize)
        {
            var oldest = await reads.Exchanges.OrderBy(row => row.Id).Take(batchSize)
                .Select(row => new { row.Id, Size = (long)row.Request.Length + row.Answer.Length }).ToListAsync(ct);
            if (oldest.Count == 0)
                break;
            var last = oldest[^1].Id;
            deleted += await writes.ExecuteIdempotent(
                (db, token) => db.Exchanges.Where(row => row.Id <= last).ExecuteDeleteAsync(token), ct);
            size -= oldest.Sum(row => row.Size);
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
            .OrderBy(row => row.Id).Take(atMost).Select(row => new { row.Id, row.ReservationId, row.IsAdjustment }).ToListAsync(ct);
        var (processed, pictured) = (receipts.Select(row => row.Id).ToList(),
            receipts.Where(row => !row.IsAdjustment).Select(row => row.ReservationId).ToList());
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
            + await db.Receipts.Where(row => processed.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Payload, ""), ct)
            + await db.ReceiptImages.Where(image => pictured.Contains(image.ReservationId)).ExecuteDeleteAsync(ct)
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
