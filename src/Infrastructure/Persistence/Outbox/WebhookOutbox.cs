using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="IWebhookOutbox"/>
/// <remarks>
/// A webhook gets every event, so deliveries are many and alike: those that are under way at the same time are read, marked and
/// completed together.
/// </remarks>
internal sealed class WebhookOutbox : OutboxStore<WebhookDelivery>, IWebhookOutbox
{
    private const int BatchSize = 32;

    private readonly WebhookSettings settings;
    private readonly WebhookRows rows;
    private readonly Batcher<WebhookDelivery, WebhookMessage?> loads;
    private readonly Batcher<WebhookDelivery, bool> marks;
    private readonly Batcher<Accepted, bool> completions;

    public WebhookOutbox(
        IServiceScopeFactory scopes, DatabaseWrites writes, Dialect dialect, WebhookSettings settings, WebhookRows rows, TimeProvider clock)
        : base(OutboxTable.WebhookDeliveries, scopes, writes, dialect, clock)
    {
        (this.settings, this.rows) = (settings, rows);
        (loads, marks, completions) = (new(BatchSize, LoadTogether), new(BatchSize, MarkTogether), new(BatchSize, CompleteTogether));
    }

    protected override TimeSpan Timeout => settings.Timeout;

    protected override TimeSpan Lease => settings.Lease;

    protected override TimeSpan RetryAfter => settings.RetryAfter;

    public Task<WebhookMessage?> Load(WebhookDelivery delivery, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return loads.Run(delivery);
    }

    public override Task<bool> MarkSent(WebhookDelivery row, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return marks.Run(row);
    }

    public Task<bool> Complete(WebhookDelivery row, WebhookAnswer answer, RetryDecision decision, CancellationToken ct) =>
        decision.State == DeliveryState.Delivered
            ? completions.Run(new Accepted(row, answer, decision))
            : CompleteFailed(row, answer, decision, ct);

    /// <summary>How many webhooks the gateway has disabled, for the metrics.</summary>
    public Task<int> CountDisabled(CancellationToken ct) =>
        Read(db => db.Webhooks.CountAsync(webhook => !webhook.Enabled && webhook.DisabledReason != "", ct));

    protected override IQueryable<GroupedMessage> Grouped(IQueryable<WebhookDelivery> rows) =>
        rows.Select(row => new GroupedMessage { Group = row.WebhookId, State = row.State, DueAt = row.DueAt });

    private Task<IReadOnlyList<WebhookMessage?>?> LoadTogether(IReadOnlyList<WebhookDelivery> deliveries) =>
        Read<IReadOnlyList<WebhookMessage?>?>(async db =>
        {
            var ids = deliveries.Select(delivery => delivery.WebhookId).Distinct().ToList();
            var positions = deliveries.Select(delivery => (long?)delivery.Position).Distinct().ToList();
            var webhooks = (await db.Webhooks.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync())
                .ToDictionary(row => row.Id, rows.Decrypt);
            var events = await db.Events.AsNoTracking().Where(row => positions.Contains(row.Position))
                .ToDictionaryAsync(row => row.Position!.Value);
            return
            [
                .. deliveries.Select(delivery =>
                    webhooks.GetValueOrDefault(delivery.WebhookId) is { } webhook
                        && events.GetValueOrDefault(delivery.Position) is { } happened
                        ? new WebhookMessage(webhook, happened)
                        : null),
            ];
        });

    private async Task<IReadOnlyList<bool>?> MarkTogether(IReadOnlyList<WebhookDelivery> deliveries) =>
        Results(deliveries.Count, await MarkSent(deliveries, CancellationToken.None));

    private Task<IReadOnlyList<bool>?> CompleteTogether(IReadOnlyList<Accepted> accepted) =>
        Writes.ExecuteOnce<IReadOnlyList<bool>?>(
            async (services, token) =>
            {
                var db = services.GetRequiredService<GatewayDbContext>();
                var results = Results(accepted.Count, await Complete(db, accepted, token));
                if (results is not { } known)
                    return (null, false);
                if (known[0])
                    await EndFailing(db, accepted, token);
                return (known, true);
            },
            WritePriority.Background, CancellationToken.None);

    private async Task<int> Complete(GatewayDbContext db, IReadOnlyList<Accepted> accepted, CancellationToken ct)
    {
        var completed = 0;
        foreach (var alike in accepted.GroupBy(one => (one.Answer, one.Decision)))
        {
            var (answer, decision) = alike.Key;
            var ids = alike.Select(one => one.Row.Id).ToList();
            var tokens = alike.Select(one => one.Row.LeaseToken).Distinct().ToList();
            completed += await Complete(
                db.WebhookDeliveries.Where(row => ids.Contains(row.Id) && tokens.Contains(row.LeaseToken)), decision, answer.Text,
                set => set.SetProperty(row => row.LastStatus, answer.Status).SetProperty(row => row.LastBody, answer.Body), ct);
        }
        return completed;
    }

    /// <summary>Written only when it changes: most deliveries follow one with the same result.</summary>
    private static async Task EndFailing(GatewayDbContext db, IReadOnlyList<Accepted> accepted, CancellationToken ct)
    {
        var webhooks = accepted.Select(one => one.Row.WebhookId).Distinct().ToList();
        await db.Webhooks.Where(webhook => webhooks.Contains(webhook.Id) && webhook.FailingSince != null)
            .ExecuteUpdateAsync(set => set.SetProperty(webhook => webhook.FailingSince, (DateTimeOffset?)null), ct);
    }

    private Task<bool> CompleteFailed(WebhookDelivery row, WebhookAnswer answer, RetryDecision decision, CancellationToken ct)
    {
        DateTimeOffset? now = Clock.GetUtcNow();
        return Writes.ExecuteOnce(async (services, token) =>
        {
            var db = services.GetRequiredService<GatewayDbContext>();
            var held = await Complete(
                db, row, decision, answer.Text,
                set => set.SetProperty(leased => leased.LastStatus, answer.Status).SetProperty(leased => leased.LastBody, answer.Body),
                token);
            if (held && !answer.IsObsolete)
            {
                await db.Webhooks.Where(webhook => webhook.Id == row.WebhookId && webhook.FailingSince == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(webhook => webhook.FailingSince, now), token);
            }
            return (held, true);
        }, WritePriority.Background, ct);
    }

    /// <summary>The same for all, or null if only some of the rows were written: nobody knows which.</summary>
    private static bool[]? Results(int asked, int written) =>
        written == asked || written == 0 ? [.. Enumerable.Repeat(written > 0, asked)] : null;

    private sealed record Accepted(WebhookDelivery Row, WebhookAnswer Answer, RetryDecision Decision);
}
