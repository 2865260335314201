using GroundTransport.Domain.Journeys;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Benchmarks.Servers.Conventional;

/// <summary>A zone's postal code, city or airport.</summary>
public sealed class ZoneKey
{
    public required string Key { get; init; }

    public required string ZoneCode { get; init; }
}

/// <summary>A vehicle that can be booked.</summary>
public sealed class VehicleRow
{
    public required string Id { get; init; }

    public required VehicleType Type { get; init; }

    public required int ClassOfService { get; init; }

    public required string Description { get; init; }

    public required int MaxPassengers { get; init; }
}

/// <summary>What a vehicle costs between two zones.</summary>
public sealed class RateRow
{
    public required string Id { get; init; }

    public required string VehicleId { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required decimal Price { get; init; }

    public required int Minutes { get; init; }
}

/// <summary>The rates as tables, beside the gateway's own in the same database.</summary>
public sealed class RatesContext(DbContextOptions<RatesContext> options) : DbContext(options)
{
    public DbSet<ZoneKey> ZoneKeys => Set<ZoneKey>();

    public DbSet<VehicleRow> Vehicles => Set<VehicleRow>();

    public DbSet<RateRow> Rates => Set<RateRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ZoneKey>().ToTable("conventional_zone_keys").HasKey(zone => zone.Key);
        modelBuilder.Entity<VehicleRow>().ToTable("conventional_vehicles");
        modelBuilder.Entity<RateRow>().ToTable("conventional_rates").HasIndex(rate => new { rate.From, rate.To });
    }
}
