using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Delivery;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>Delivers PostBacks; without an address for them it says so once.</summary>
internal sealed class PostBackPump(
    CommitSignal<PostBack> signal, PostBackOutbox outbox, PostBackSettings settings, IServiceScopeFactory scopes,
    ILogger<PostBackPump> log)
    : DeliveryPump<PostBack, DeliverPostBacks>(signal, outbox, scopes, log)
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Url is null)
            log.LogWarning("GroundTransport:Concur:PostBackUrl isn't set: PostBacks are queued, but not sent");
        return base.StartAsync(cancellationToken);
    }
}
