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

/// <summary>The body of the health endpoints, such as <c>{"status":"Healthy","version":"0.1.0"}</c>.</summary>
public sealed record HealthAnswer(string Status, string Version)
{
    public static HealthAnswer Of(HealthStatus status) => new(status.ToString(), ProductVersion.Text);

    public static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(Of(report.Status));
}
