using GroundTransport.Application.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IWebhooks"/>
internal sealed class WebhookStore(GatewayDbContext db, WebhookSecrets secrets) : IWebhooks
{
    public async Task<Webhook?> Find(string id, CancellationToken ct) =>
        await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } row ? secrets.Decrypt(row) : null;

    public async Task<IReadOnlyList<Webhook>> All(CancellationToken ct) =>
        [.. (await db.Webhooks.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct)).Select(secrets.Decrypt)];

    public void Add(Webhook webhook) => db.Webhooks.Add(secrets.Encrypt(webhook));

    public void Replace(Webhook webhook)
    {
        var entry = db.Webhooks.Update(secrets.Encrypt(webhook));
        entry.Property(row => row.Version).OriginalValue = webhook.Version - 1;
    }

    public async Task Remove(Webhook webhook, CancellationToken ct)
    {
        await db.WebhookDeliveries.Where(row => row.WebhookId == webhook.Id).ExecuteDeleteAsync(ct);
        db.Webhooks.Remove(secrets.Encrypt(webhook));
    }
}
