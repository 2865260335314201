using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Domain.Vendors;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IDirectConnects"/>
internal sealed class DirectConnectStore(GatewayDbContext db) : IDirectConnects
{
    public Task<DirectConnect?> Find(string id, CancellationToken ct) =>
        db.DirectConnects.AsNoTracking().FirstOrDefaultAsync(connect => connect.Id == id, ct);

    public async Task<IReadOnlyList<DirectConnect>> All(CancellationToken ct) =>
        await db.DirectConnects.AsNoTracking().OrderBy(connect => connect.Id).ToListAsync(ct);

    public void Add(DirectConnect connect) => db.DirectConnects.Add(connect);

    public void Replace(DirectConnect connect)
    {
        var entry = db.DirectConnects.Update(connect);
        entry.Property(row => row.Version).OriginalValue = connect.Version - 1;
    }

    public void Remove(DirectConnect connect) => db.DirectConnects.Remove(connect);

    public Task<bool> HasSold(string id, CancellationToken ct) =>
        db.Reservations.AnyAsync(reservation => reservation.DirectConnectId == id, ct);
}
