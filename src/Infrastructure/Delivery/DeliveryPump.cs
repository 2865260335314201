using GroundTransport.Application.Outbox;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Delivery;

/// <summary>
/// Starts a delivery of one kind of message at each signal: after a commit on this node, or by the schedule. It doesn't wait for one
/// delivery before it starts the next, because a single slow response would block everything; the concurrency limit bounds them
/// together.
/// </summary>
/// <typeparam name="TMessage">The kind of message.</typeparam>
/// <typeparam name="TDeliver">The request that delivers what is due.</typeparam>
internal abstract class DeliveryPump<TMessage, TDeliver>(
    CommitSignal<TMessage> signal, OutboxStore<TMessage> outbox, IServiceScopeFactory scopes, ILogger log)
    : BackgroundService
    where TMessage : OutboxMessage
    where TDeliver : IRequest<Outcome<int>>, new()
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await outbox.ReleaseOrphanedLeases(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var deliveries = new List<Task>();
        try
        {
            while (true)
            {
                await signal.Wait(stoppingToken);
                deliveries.RemoveAll(delivery => delivery.IsCompleted);
                deliveries.Add(Deliver(stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The answers to what was sent are stored before the process ends.
            await Task.WhenAll(deliveries);
        }
    }

    private async Task Deliver(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new TDeliver(), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // What was claimed and not yet sent is due at once after the next start.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "{Message} delivery failed; the next run retries", typeof(TMessage).Name);
        }
    }
}
