using GroundTransport.Application.Catalog;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Catalog;

/// <summary>Registers the in-memory snapshots that Search reads.</summary>
internal static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton<CatalogCache>()
        .AddSingleton<ICatalog>(provider => provider.GetRequiredService<CatalogCache>())
        .AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<CatalogCache>())
        .AddSingleton<OccupancyCache>()
        .AddSingleton<IOccupancy>(provider => provider.GetRequiredService<OccupancyCache>());
}
