using System.Text.Json.Serialization;
using GroundTransport.Application.Catalog;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GroundTransport.Api.Hosting;

/// <summary>Healthy while the catalog is recent enough to answer searches from.</summary>
public sealed class CatalogHealth(ICatalog catalog, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalog.Current.IsUsable(clock.GetUtcNow())
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database hasn't responded for ten minutes."));
}

/// <summary>The body of the health endpoints, such as <c>{"status":"Healthy","version":"0.1.0"}</c>.</summary>
/// <param name="ToRun">The statement that the database's administrator has to run before the node is ready.</param>
public sealed record HealthResponse(
    string Status, string Version, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ToRun = null)
{
    public static HealthResponse Of(HealthStatus status, string? toRun = null) => new(status.ToString(), ProductVersion.Text, toRun);

    public static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(Of(report.Status));
}
