using GroundTransport.Application.Catalog;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Catalog;

/// <summary>
/// The in-memory snapshot of the fleet's holds. Each row of the fleet counts the writes that changed its holds, and only vehicles
/// whose count has changed are reloaded: a poll without changes costs one small query, however many reservations there are.
/// </summary>
public sealed class OccupancyCache(IServiceScopeFactory scopes, TimeProvider clock) : IOccupancy, IDisposable
{
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private Dictionary<(string VendorCode, string VehicleId), long> counts = [];
    private OccupancySnapshot current = OccupancySnapshot.Empty;

    public OccupancySnapshot Current => Volatile.Read(ref current);

    public async Task Refresh(CancellationToken ct)
    {
        await refreshing.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
            var now = clock.GetUtcNow();
            var rows = await db.Fleet.AsNoTracking().ToListAsync(ct);
            var changed = rows.Where(row => counts.GetValueOrDefault((row.VendorCode, row.VehicleId)) != row.Locks).ToList();
            if (changed.Count == 0)
                return;
            var taken = new Dictionary<(string, string), VehicleHolds>(Current.Taken);
            foreach (var row in changed)
            {
                var holds = await db.Holds.AsNoTracking()
                    .Where(hold => hold.VendorCode == row.VendorCode && hold.VehicleId == row.VehicleId && hold.TakenTo > now)
                    .Select(hold => new { hold.TakenFrom, hold.TakenTo }).ToListAsync(ct);
                taken[(row.VendorCode, row.VehicleId)] = new VehicleHolds(holds.Select(hold => (hold.TakenFrom, hold.TakenTo)));
            }
            counts = rows.ToDictionary(row => (row.VendorCode, row.VehicleId), row => row.Locks);
            Volatile.Write(ref current, new OccupancySnapshot(taken));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();
}
