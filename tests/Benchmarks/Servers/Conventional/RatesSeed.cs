using GroundTransport.Domain.Pricing;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace GroundTransport.Benchmarks.Servers.Conventional;

/// <summary>Writes a rate plan into the tables, once per database: its flat rates, which the measured search finds.</summary>
public static class RatesSeed
{
    public static async Task Write(RatesContext db, RatePlan plan, CancellationToken ct)
    {
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(ct);
        db.ZoneKeys.AddRange(plan.Zones.SelectMany(zone =>
            zone.Airports.Select(AirportKey).Concat(zone.PostalCodes.Where(code => !code.EndsWith('*')).Select(PostalKey))
            .Select(key => new ZoneKey { Key = key, ZoneCode = zone.Code })));
        db.Vehicles.AddRange(plan.Fleet.Select(vehicle => new VehicleRow
        {
            Id = vehicle.VehicleId,
            Type = vehicle.Type,
            ClassOfService = (int)vehicle.ClassOfService,
            Description = vehicle.Description,
            MaxPassengers = vehicle.MaxPassengers,
        }));
        db.Rates.AddRange(plan.Rates.OfType<FlatRate>().Select(rate => new RateRow
        {
            Id = rate.Id,
            VehicleId = rate.VehicleId,
            From = rate.From,
            To = rate.To,
            Price = rate.Price,
            Minutes = rate.Minutes,
        }));
        await db.SaveChangesAsync(ct);
    }

    public static string AirportKey(string code) => $"airport:{code}";

    public static string PostalKey(string code) => $"postal:{code}";
}
