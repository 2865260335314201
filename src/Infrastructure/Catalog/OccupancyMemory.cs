using GroundTransport.Application.Catalog;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Catalog;

/// <summary>
/// Reads what is taken of the fleets. Each row of the fleet counts the writes that touched its holds: only vehicles whose
/// count moved are read anew, so that a quiet poll costs one small query however many reservations there are.
/// </summary>
public sealed class OccupancyMemory(IServiceScopeFactory scopes, TimeProvider clock) : IOccupancy, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private Dictionary<(string VendorCode, string VehicleId), long> counted = [];
    private OccupancySnapshot current = OccupancySnapshot.Empty;

    public OccupancySnapshot Current => Volatile.Read(ref current);

    public async Task Refresh(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
            var now = clock.GetUtcNow();
            var rows = await db.Fleet.AsNoTracking().ToListAsync(ct);
            var moved = rows.Where(row => counted.GetValueOrDefault((row.VendorCode, row.VehicleId)) != row.Locks).ToList();
            if (moved.Count == 0)
                return;
            var taken = new Dictionary<(string, string), VehicleHolds>(Current.Taken);
            foreach (var row in moved)
            {
                var holds = await db.Holds.AsNoTracking()
                    .Where(hold => hold.VendorCode == row.VendorCode && hold.VehicleId == row.VehicleId && hold.TakenTo > now)
                    .Select(hold => new { hold.TakenFrom, hold.TakenTo }).ToListAsync(ct);
                taken[(row.VendorCode, row.VehicleId)] = new VehicleHolds(holds.Select(hold => (hold.TakenFrom, hold.TakenTo)));
            }
            counted = rows.ToDictionary(row => (row.VendorCode, row.VehicleId), row => row.Locks);
            Volatile.Write(ref current, new OccupancySnapshot(taken));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
