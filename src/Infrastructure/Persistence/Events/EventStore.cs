using GroundTransport.Application.Events;

namespace GroundTransport.Infrastructure.Persistence.Events;

/// <inheritdoc cref="IEvents"/>
internal sealed class EventStore(GatewayDbContext db) : IEvents
{
    public void Add(FeedEvent added) => db.Events.Add(added);
}
