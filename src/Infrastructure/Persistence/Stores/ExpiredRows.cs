using System.Linq.Expressions;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Webhooks;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IExpiredRows"/>
internal sealed class ExpiredRows(GatewayDbContext reads, DatabaseWrites writes) : IExpiredRows
{
    private static readonly Expression<Func<Exchange, long>> SizeOf = row =>
        (long)row.RequestHeaders.Length + row.Request.Length + row.AnswerHeaders.Length + row.Answer.Length;

    public async Task<int> Delete(ExpiryLimits limits, int atMost, CancellationToken ct)
    {
        var found = await Find(limits, atMost, ct);
        return found.IsNothing ? 0 : await writes.ExecuteIdempotent((db, token) => Delete(db, found, limits, token), ct);
    }

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

    private static IQueryable<Exchange> Exchanges(GatewayDbContext db, ExpiryLimits limits) =>
        db.Exchanges.Where(row => row.At < limits.Exchanges);

    private static IQueryable<PostBack> PostBacks(GatewayDbContext db, ExpiryLimits limits) => db.PostBacks.Where(row =>
        (row.State == DeliveryState.Delivered || row.State == DeliveryState.Superseded) && row.DoneAt < limits.Deliveries);

    /// <summary>A delivery is kept as long as its event, so that a recovery doesn't send it again.</summary>
    private static IQueryable<WebhookDelivery> WebhookDeliveries(GatewayDbContext db, ExpiryLimits limits)
    {
        var before = limits.Events < limits.Deliveries ? limits.Events : limits.Deliveries;
        return db.WebhookDeliveries.Where(row => row.DoneAt < before);
    }

    /// <summary>A receipt's amounts are kept: a later adjustment is the difference to them.</summary>
    private static IQueryable<ReceiptDelivery> Receipts(GatewayDbContext db, ExpiryLimits limits) => db.Receipts.Where(row =>
        (row.State == DeliveryState.Delivered || row.State == DeliveryState.Superseded)
        && row.DoneAt < limits.Deliveries && row.Payload != "");

    /// <summary>
    /// A receipt that is still to be sent, or sent again, needs its picture; a ride that hasn't ended may get a receipt.
    /// </summary>
    private static IQueryable<ReceiptImage> Pictures(GatewayDbContext db, ExpiryLimits limits) => db.ReceiptImages.Where(image =>
        !db.Receipts.Any(row => row.ReservationId == image.ReservationId
            && (row.State == DeliveryState.Pending || row.State == DeliveryState.Dead || row.DoneAt >= limits.Deliveries))
        && db.Reservations.Any(ride => ride.Id == image.ReservationId && ride.ChangedAt < limits.Deliveries
            && (ride.Status == ReservationStatus.RC || ride.Status == ReservationStatus.XA || ride.Status == ReservationStatus.RD)));

    private static IQueryable<ReceiptUserRow> ReceiptUsers(GatewayDbContext db, ExpiryLimits limits)
    {
        var rememberedSince = limits.Now - ReceiptUserRow.Lifetime;
        return db.ReceiptUsers.Where(user => user.SetAt < rememberedSince
            && !db.Receipts.Any(row => row.PassengerKey == user.PassengerKey && row.DirectConnectId == user.DirectConnectId
                && row.CreatedAt >= rememberedSince));
    }

    /// <summary>Looks for them without the writer: among a million rows that takes longer than a booking may wait.</summary>
    private async Task<Found> Find(ExpiryLimits limits, int atMost, CancellationToken ct) => new(
        await Exchanges(reads, limits).OrderBy(row => row.At).Take(atMost).Select(row => row.Id).ToListAsync(ct),
        await PostBacks(reads, limits).OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(ct),
        await WebhookDeliveries(reads, limits).OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(ct),
        await Receipts(reads, limits).OrderBy(row => row.Id).Take(atMost).Select(row => row.Id).ToListAsync(ct),
        await Pictures(reads, limits).OrderBy(image => image.ReservationId).Take(atMost).Select(image => image.ReservationId)
            .ToListAsync(ct),
        await ReceiptUsers(reads, limits).OrderBy(user => user.SetAt).Take(atMost).Select(user => (DateTimeOffset?)user.SetAt)
            .MaxAsync(ct),
        await reads.RequestKeys.Where(key => key.ExpiresAt < limits.Now).OrderBy(key => key.ExpiresAt).Take(atMost)
            .Select(key => (DateTimeOffset?)key.ExpiresAt).MaxAsync(ct),
        await reads.Commits.Where(record => record.At < limits.Now - CommitRecord.Lifetime).OrderBy(record => record.At).Take(atMost)
            .Select(record => record.Id).ToListAsync(ct),
        await FindEvents(limits.Events, atMost, ct));

    /// <summary>The position of the last one; null: none has expired.</summary>
    private async Task<long?> FindEvents(DateTimeOffset before, int atMost, CancellationToken ct)
    {
        var oldest = await reads.Events.Where(row => row.Position != null).OrderBy(row => row.Position).Take(atMost)
            .Select(row => new { row.Position, row.At }).ToListAsync(ct);
        return oldest.TakeWhile(row => row.At < before).LastOrDefault()?.Position;
    }

    /// <summary>What changed since it was found is kept: what is sent again, and a key that another request claims.</summary>
    private static async Task<int> Delete(GatewayDbContext db, Found found, ExpiryLimits limits, CancellationToken ct) =>
        await Exchanges(db, limits).Where(row => found.Exchanges.Contains(row.Id)).ExecuteDeleteAsync(ct)
        + await PostBacks(db, limits).Where(row => found.PostBacks.Contains(row.Id)).ExecuteDeleteAsync(ct)
        + await WebhookDeliveries(db, limits).Where(row => found.WebhookDeliveries.Contains(row.Id)).ExecuteDeleteAsync(ct)
        + await Receipts(db, limits).Where(row => found.Receipts.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Payload, ""), ct)
        + await Pictures(db, limits).Where(image => found.Pictures.Contains(image.ReservationId)).ExecuteDeleteAsync(ct)
        + (found.LastReceiptUser is { } set
            ? await ReceiptUsers(db, limits).Where(user => user.SetAt <= set).ExecuteDeleteAsync(ct) : 0)
        + (found.LastRequestKey is { } expiry
            ? await db.RequestKeys.Where(key => key.ExpiresAt <= expiry).ExecuteDeleteAsync(ct) : 0)
        + await db.Commits.Where(record => found.Commits.Contains(record.Id)).ExecuteDeleteAsync(ct)
        + (found.LastEvent is { } last ? await DeleteEvents(db, last, ct) : 0);

    /// <summary>Always the oldest of the feed, and the feed says how far: a reader that comes too late learns it.</summary>
    private static async Task<int> DeleteEvents(GatewayDbContext db, long last, CancellationToken ct)
    {
        await db.EventFeeds.Where(feed => feed.PurgedThrough < last)
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.PurgedThrough, last), ct);
        return await db.Events.Where(row => row.Position <= last).ExecuteDeleteAsync(ct);
    }

    /// <summary>The expired rows by their ids, or by how far they go.</summary>
    private sealed record Found(
        List<long> Exchanges, List<long> PostBacks, List<long> WebhookDeliveries, List<long> Receipts, List<long> Pictures,
        DateTimeOffset? LastReceiptUser, DateTimeOffset? LastRequestKey, List<string> Commits, long? LastEvent)
    {
        public bool IsNothing =>
            Exchanges.Count + PostBacks.Count + WebhookDeliveries.Count + Receipts.Count + Pictures.Count + Commits.Count == 0
            && LastReceiptUser is null && LastRequestKey is null && LastEvent is null;
    }
}
