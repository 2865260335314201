using GroundTransport.Application.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <inheritdoc cref="IPostBacks"/>
internal sealed class PostBackStore(GatewayDbContext db) : IPostBacks
{
    public Task<PostBack?> Find(long id, CancellationToken ct) => db.PostBacks.FirstOrDefaultAsync(row => row.Id == id, ct);

    public Task<PostBack?> FindLast(long reservationId, CancellationToken ct) =>
        db.PostBacks.Where(row => row.ReservationId == reservationId).OrderByDescending(row => row.Seq).FirstOrDefaultAsync(ct);

    public void Add(PostBack row) => db.PostBacks.Add(row);

    public void Replace(PostBack row, int stateSeq, string status, string payload, DateTimeOffset now)
    {
        (row.StateSeq, row.Status, row.Payload) = (stateSeq, status, payload);
        row.Requeue(now);
    }
}
