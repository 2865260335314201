using GroundTransport.Application.Catalog;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GroundTransport.Api.Hosting;

/// <summary>Ready while the catalog is fresh enough to be answered from; live while the process answers at all.</summary>
public sealed class CatalogHealth(ICatalog catalog, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalog.Current.IsUsable(clock.GetUtcNow())
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database hasn't answered for ten minutes."));
}
