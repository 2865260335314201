using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Persistence.Outbox;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>
/// Delivers whenever it is woken: by a commit on this node, or by the schedule's tick. It doesn't wait for one delivery
/// before it begins the next, or a single slow answer would hold up everything; the free senders bound them.
/// </summary>
internal sealed class PostBackPump(
    PostBackSignal signal, PostBackOutbox outbox, PostBackSettings settings, IServiceScopeFactory scopes, ILogger<PostBackPump> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Url is null)
            log.LogWarning("GroundTransport:Concur:PostBackUrl isn't set: PostBacks are kept, none is sent");
        await outbox.ReleaseOrphanedLeases(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var underWay = new List<Task>();
        try
        {
            while (true)
            {
                await signal.Wait(stoppingToken);
                underWay.RemoveAll(delivery => delivery.IsCompleted);
                underWay.Add(Deliver(stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was sent is entered before the process ends.
            await Task.WhenAll(underWay);
        }
    }

    private async Task Deliver(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DeliverPostBacks(), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // What was claimed and not yet sent is due at once after the next start.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A delivery of PostBacks failed; the next tick tries again");
        }
    }
}
