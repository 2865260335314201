using GroundTransport.Application.Events;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Events;

/// <inheritdoc cref="IEvents"/>
internal sealed class EventStore(GatewayDbContext db) : IEvents
{
    public void Add(FeedEvent added) => db.Events.Add(added);

    public Task<bool> HasSince(DateTimeOffset instant, long reservationId, string type, CancellationToken ct) =>
        db.Events.AnyAsync(row => row.ReservationId == reservationId && row.Type == type && row.At >= instant, ct);
}
