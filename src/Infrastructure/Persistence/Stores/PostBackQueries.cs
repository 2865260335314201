using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IPostBackQueries"/>
internal sealed class PostBackQueries(GatewayDbContext db) : IPostBackQueries
{
    public async Task<IReadOnlyList<PostBackRow>> List(PostBackFilter filter, CancellationToken ct)
    {
        var rows = db.PostBacks.AsNoTracking();
        if (filter.VendorCodes is { } vendors)
            rows = rows.Where(row => vendors.Contains(row.VendorCode));
        if (filter.State is { } state)
            rows = rows.Where(row => row.State == state);
        if (filter.ReservationId is { } reservation)
            rows = rows.Where(row => row.ReservationId == reservation);
        if (filter.After is { } after)
        {
            var createdAt = DateTimeOffset.FromUnixTimeMilliseconds(after.UnixMilliseconds);
            rows = rows.Where(row => row.CreatedAt < createdAt || (row.CreatedAt == createdAt && row.Id < after.Id));
        }
        return await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(filter.Limit)
            .Select(row => new PostBackRow(
                row.Id, row.ReservationId, row.Seq, row.Status, row.State, row.Attempts, row.CreatedAt,
                row.State == DeliveryState.Pending ? row.DueAt : null, row.DoneAt,
                row.LastAnswer, row.CorrelationId, row.ConcurCorrelationId))
            .ToListAsync(ct);
    }
}
