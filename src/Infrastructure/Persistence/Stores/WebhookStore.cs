using GroundTransport.Application.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IWebhooks"/>
internal sealed class WebhookStore(GatewayDbContext db, WebhookRows rows) : IWebhooks
{
    public async Task<Webhook?> Find(string id, CancellationToken ct) =>
        await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } row ? rows.Decrypt(row) : null;

    public async Task<IReadOnlyList<Webhook>> All(CancellationToken ct) =>
        [.. (await db.Webhooks.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct)).Select(rows.Decrypt)];

    public void Add(Webhook webhook) => db.Webhooks.Add(rows.Encrypt(webhook));

    public void Replace(Webhook webhook)
    {
        var entry = db.Webhooks.Update(rows.Encrypt(webhook));
        entry.Property(row => row.Version).OriginalValue = webhook.Version - 1;
    }

    public async Task Remove(Webhook webhook, CancellationToken ct)
    {
        await db.WebhookDeliveries.Where(row => row.WebhookId == webhook.Id).ExecuteDeleteAsync(ct);
        db.Webhooks.Remove(rows.Encrypt(webhook));
    }
}
