using GroundTransport.Application.Outbox;
using GroundTransport.Application.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IWebhookDeliveries"/>
internal sealed class WebhookDeliveryStore(GatewayDbContext db) : IWebhookDeliveries
{
    /// <summary>How much later than its change an event may get its position.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    public Task<WebhookDelivery?> Find(string webhookId, long id, CancellationToken ct) =>
        db.WebhookDeliveries.FirstOrDefaultAsync(row => row.Id == id && row.WebhookId == webhookId, ct);

    public async Task<IReadOnlyList<WebhookDelivery>> List(WebhookDeliveryFilter filter, CancellationToken ct)
    {
        var rows = db.WebhookDeliveries.AsNoTracking().Where(row => row.WebhookId == filter.WebhookId);
        if (filter.State is { } state)
            rows = rows.Where(row => row.State == state);
        if (filter.After is { } after)
        {
            var createdAt = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(row => row.CreatedAt < createdAt || (row.CreatedAt == createdAt && row.Id < after.Id));
        }
        return await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(filter.Limit).ToListAsync(ct);
    }

    public Task GiveUp(string webhookId, string reason, DateTimeOffset now, CancellationToken ct) =>
        db.WebhookDeliveries.Where(row => row.WebhookId == webhookId && row.State == DeliveryState.Pending && row.LeaseToken == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, DeliveryState.Dead)
                    .SetProperty(row => row.DoneAt, now)
                    .SetProperty(row => row.LastAnswer, row => row.LastAnswer == "" ? reason : row.LastAnswer),
                ct);

    public async Task<(int Queued, long? Next)> Recover(
        Webhook webhook, DateTimeOffset since, long afterPosition, int atMost, DateTimeOffset now, CancellationToken ct)
    {
        var from = afterPosition > 0 ? afterPosition : await PositionBefore(since, ct);
        var batch = await db.Events.AsNoTracking().Where(row => row.Position > from && row.At >= since)
            .OrderBy(row => row.Position).Take(atMost).ToListAsync(ct);
        var wanted = batch.Where(happened => happened.OnlyForWebhook is null && webhook.Filter.Wants(happened)).ToList();
        var positions = wanted.Select(happened => happened.Position!.Value).ToList();
        var known = await db.WebhookDeliveries.Where(row => row.WebhookId == webhook.Id && positions.Contains(row.Position))
            .ToDictionaryAsync(row => row.Position, ct);
        var queued = 0;
        foreach (var happened in wanted)
        {
            if (!known.TryGetValue(happened.Position!.Value, out var delivery))
                db.WebhookDeliveries.Add(WebhookDelivery.Of(happened, webhook.Id, now));
            else if (delivery.State == DeliveryState.Dead)
                delivery.Requeue(now);
            else
                continue;
            queued++;
        }
        return (queued, batch.Count < atMost ? null : batch[^1].Position);
    }

    /// <summary>
    /// A position before which all events are older than an instant. Positions have no gaps and almost the order of time, so that a
    /// search by halves finds it among millions.
    /// </summary>
    private async Task<long> PositionBefore(DateTimeOffset instant, CancellationToken ct)
    {
        // Every event is younger, and the subtraction would leave the range of time.
        if (instant < DateTimeOffset.UnixEpoch)
            return 0;
        var olderThan = instant - LongestDelay;
        var feed = await db.EventFeeds.AsNoTracking().SingleAsync(ct);
        var (older, newer) = (feed.PurgedThrough, feed.LastPosition + 1);
        while (newer - older > 1)
        {
            var middle = older + (newer - older) / 2;
            var at = await db.Events.Where(row => row.Position == middle).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(ct);
            if (at < olderThan)
                older = middle;
            else
                newer = middle;
        }
        return older;
    }
}
