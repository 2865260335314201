using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>
/// Queues every event since an instant that a webhook wants and hasn't got: after an outage, or while it was disabled. Gives how many.
/// </summary>
public sealed record RecoverWebhook(Operator By, string Id, DateTimeOffset? Since) : IRequest<Outcome<int>>;

/// <inheritdoc cref="RecoverWebhook"/>
public sealed class RecoverWebhookHandler(IMediator mediator) : IRequestHandler<RecoverWebhook, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(RecoverWebhook request, CancellationToken cancellationToken)
    {
        var queued = 0;
        for (long? after = 0; after is { } position;)
        {
            var batch = await mediator.Send(new RecoverBatch(request, position), cancellationToken);
            if (batch.IsRefused)
                return batch.Refusal;
            queued += batch.Value.Queued;
            after = batch.Value.Next;
        }
        return queued;
    }
}

/// <summary>One transaction of a recovery, so that no booking waits for all of it.</summary>
internal sealed record RecoverBatch(RecoverWebhook Recover, long AfterPosition) : IRequest<Outcome<RecoveredBatch>>, IWrite;

/// <summary>How many were queued, and the position for the next batch; null: that was all.</summary>
internal sealed record RecoveredBatch(int Queued, long? Next);

/// <inheritdoc cref="RecoverBatch"/>
internal sealed class RecoverBatchHandler(IWebhooks webhooks, IWebhookDeliveries deliveries, TimeProvider clock)
    : IRequestHandler<RecoverBatch, Outcome<RecoveredBatch>>
{
    private const int BatchSize = 500;

    public async Task<Outcome<RecoveredBatch>> Handle(RecoverBatch request, CancellationToken cancellationToken)
    {
        var (by, id, since) = request.Recover;
        if (await webhooks.FindOf(by, id, null, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        if (since is null)
            return Refusal.Request("since", "Since when, such as 2030-03-04T12:00:00Z.");
        if (!found.Value.Enabled)
            return Refusal.NotInThisState("enabled", "This webhook is disabled. Enable it first.");
        var (queued, next) = await deliveries.Recover(
            found.Value, since.Value, request.AfterPosition, BatchSize, clock.GetUtcNow(), cancellationToken);
        return new RecoveredBatch(queued, next);
    }
}
