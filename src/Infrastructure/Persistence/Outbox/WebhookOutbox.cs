using GroundTransport.Application.Delivery;
using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="IWebhookOutbox"/>
internal sealed class WebhookOutbox(
    IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, WebhookSettings settings, WebhookRows rows,
    TimeProvider clock)
    : OutboxStore<WebhookDelivery>(OutboxTable.WebhookDeliveries, scopes, writes, dialect, clock), IWebhookOutbox
{
    protected override TimeSpan Timeout => settings.Timeout;

    protected override TimeSpan Lease => settings.Lease;

    protected override TimeSpan RetryAfter => settings.RetryAfter;

    public Task<WebhookMessage?> Load(WebhookDelivery delivery, CancellationToken ct) => Read(async db =>
    {
        var row = await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == delivery.WebhookId, ct);
        var happened = await db.Events.AsNoTracking().FirstOrDefaultAsync(row => row.Position == delivery.Position, ct);
        return row is null || happened is null ? null : new WebhookMessage(rows.Decrypt(row), happened);
    });

    public Task<bool> Complete(WebhookDelivery row, WebhookAnswer answer, RetryDecision decision, CancellationToken ct)
    {
        DateTimeOffset? now = Clock.GetUtcNow();
        return Writes.ExecuteOnce(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            var held = await Complete(
                db, row, decision, answer.Text,
                set => set.SetProperty(leased => leased.LastStatus, answer.Status).SetProperty(leased => leased.LastBody, answer.Body),
                token);
            // Written only when it changes: most deliveries follow one with the same result.
            if (held && answer.IsSuccess)
            {
                await db.Webhooks.Where(webhook => webhook.Id == row.WebhookId && webhook.FailingSince != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(webhook => webhook.FailingSince, (DateTimeOffset?)null), token);
            }
            else if (held && !answer.IsObsolete)
            {
                await db.Webhooks.Where(webhook => webhook.Id == row.WebhookId && webhook.FailingSince == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(webhook => webhook.FailingSince, now), token);
            }
            return (held, true);
        }, ct);
    }

    /// <summary>How many webhooks the gateway has disabled, for the metrics.</summary>
    public Task<int> CountDisabled(CancellationToken ct) =>
        Read(db => db.Webhooks.CountAsync(webhook => !webhook.Enabled && webhook.DisabledReason != "", ct));

    protected override IQueryable<GroupedMessage> Grouped(IQueryable<WebhookDelivery> rows) =>
        rows.Select(row => new GroupedMessage { Group = row.WebhookId, State = row.State, DueAt = row.DueAt });
}
