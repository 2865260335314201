using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Application.Webhooks;

/// <summary>
/// Sends due deliveries to webhooks until none is left; gives how many were answered. May run concurrently with itself: the
/// <see cref="ConcurrencyLimit"/> bounds all runs together.
/// </summary>
public sealed record DeliverWebhooks : IRequest<Outcome<int>>;

/// <inheritdoc cref="DeliverWebhooks"/>
public sealed class DeliverWebhooksHandler(
    IWebhookOutbox outbox,
    IWebhookClient client,
    DeliveryGates<WebhookDelivery> gates,
    WebhookMetrics metrics,
    IMediator mediator,
    WebhookSettings settings,
    TimeProvider clock,
    ILogger<DeliverWebhooksHandler> log)
    : IRequestHandler<DeliverWebhooks, Outcome<int>>, IDeliveryChannel<WebhookDelivery, WebhookAnswer>
{
    public TimeSpan Timeout => settings.Timeout;

    public async Task<Outcome<int>> Handle(DeliverWebhooks request, CancellationToken cancellationToken) =>
        await new OutboxDelivery<WebhookDelivery, WebhookAnswer>(outbox, this, gates, clock).Run(cancellationToken);

    public Task BeforeClaim(CancellationToken ct) => Task.CompletedTask;

    /// <summary>An event is what happened then, and stays so.</summary>
    public Task<bool> IsCurrent(WebhookDelivery row, CancellationToken ct) => Task.FromResult(true);

    public async Task<WebhookAnswer> Send(WebhookDelivery row, int attempt, CancellationToken ct) =>
        await outbox.Load(row, ct) switch
        {
            null => WebhookAnswer.NothingToSend("The webhook was deleted, or the event is no longer kept"),
            { Webhook.Enabled: false } => WebhookAnswer.NothingToSend("The webhook is disabled"),
            var message => await client.Post(message, ct),
        };

    public RetryDecision Decide(WebhookDelivery row, WebhookAnswer answer) =>
        WebhookRetrySchedule.After(row.Attempts, answer, settings, Random.Shared.NextDouble());

    public CircuitEffect EffectOnCircuit(WebhookAnswer answer, RetryDecision decision) => answer switch
    {
        { IsSuccess: true } => new CircuitEffect.Processed(),
        { IsObsolete: true } or { IsGone: true } => new CircuitEffect.None(),
        { Status: 429 or 503, RetryAfter: { } asked } when asked > TimeSpan.Zero => new CircuitEffect.Open(answer.Text, asked),
        _ => new CircuitEffect.Failure(answer.Text),
    };

    /// <summary>Each webhook is an endpoint of its own: its answer says nothing about the others.</summary>
    public WindowEffect EffectOnWindow(WebhookAnswer answer) => WindowEffect.None;

    public Task BeforeComplete(WebhookDelivery row, RetryDecision decision) => Task.CompletedTask;

    public async Task AfterAttempt(WebhookDelivery row, int attempt, WebhookAnswer answer, RetryDecision decision, bool leaseHeld)
    {
        metrics.RecordAnswer(row, answer, decision, clock.GetUtcNow());
        LogResult(row, attempt, answer, decision, leaseHeld);
        if (answer.IsSuccess || answer.IsObsolete)
            return;
        if (answer.IsGone)
            await mediator.Send(new DisableWebhook(row.WebhookId, "The endpoint answered 410 Gone."), CancellationToken.None);
        else if (await outbox.Load(row, CancellationToken.None) is { Webhook: { Enabled: true, FailingSince: { } since } }
            && clock.GetUtcNow() - since >= settings.DisableAfter)
            await mediator.Send(new DisableWebhook(row.WebhookId, $"Every delivery has failed since {since:u}."), CancellationToken.None);
    }

    public IDisposable? BeginLogScope(WebhookDelivery row, int attempt) => log.BeginScope(new Dictionary<string, object>
    {
        ["webhook"] = row.WebhookId,
        ["event"] = row.EventId,
        ["attempt"] = attempt,
    });

    public void LogNotSent(WebhookDelivery row) =>
        log.LogWarning("Webhook {Webhook} {Event} not sent: too little of its lease is left", row.WebhookId, row.EventId);

    private void LogResult(WebhookDelivery row, int attempt, WebhookAnswer answer, RetryDecision decision, bool leaseHeld)
    {
        if (!leaseHeld)
        {
            log.LogWarning("Webhook {Webhook} {Event} attempt {Attempt}: {Answer}; not recorded, because its lease had ended",
                row.WebhookId, row.EventId, attempt, answer.Text);
        }
        else if (decision.State == DeliveryState.Pending)
        {
            log.LogWarning("Webhook {Webhook} {Event} attempt {Attempt}: {Answer}; retried in {Wait}",
                row.WebhookId, row.EventId, attempt, answer.Text, decision.Wait);
        }
        else
        {
            log.Log(decision.State == DeliveryState.Dead ? LogLevel.Warning : LogLevel.Debug,
                "Webhook {Webhook} {Event} attempt {Attempt}: {Answer}; {State}",
                row.WebhookId, row.EventId, attempt, answer.Text, decision.State);
        }
    }
}
