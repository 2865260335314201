using GroundTransport.Infrastructure.Persistence.StartUp;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// Serves the gateway's own addresses while the database is unreachable or belongs to another release: the node is live,
/// but not ready.
/// </summary>
public sealed class NotReadyServer : IAsyncDisposable
{
    private readonly WebApplication server;
    private NotReady? last;

    private NotReadyServer(WebApplication server) => this.server = server;

    /// <summary>Cancelled when the process receives a stop signal.</summary>
    public CancellationToken Stopping => server.Lifetime.ApplicationStopping;

    public static async Task<NotReadyServer> Start(string[] args, int? healthPort)
    {
        var builder = WebApplication.CreateBuilder(GatewaySettings.ReadOnce(args));
        builder.Configuration.AddHealthPort(healthPort);
        builder.Logging.AddGatewayLogging(builder.Environment.IsDevelopment());
        builder.WebHost.UseKestrel(KestrelLimits.Apply);
        var waiting = new NotReadyServer(builder.Build());
        waiting.server.UseCorrelationIds();
        waiting.server.MapGet("/health/live", () => HealthResponse.Of(HealthStatus.Healthy));
        waiting.server.MapFallback(waiting.RespondNotReady);
        await waiting.server.StartAsync();
        return waiting;
    }

    /// <summary>Logs why the node isn't ready, whenever the reason changes, and shows what to run in its health.</summary>
    public void Show(NotReady notReady)
    {
        if (Interlocked.Exchange(ref last, notReady) != notReady)
            server.Logger.LogWarning("Not ready: {Reason}", notReady.Reason);
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
    }

    private IResult RespondNotReady(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        // Anybody may send a request: a reason that tells about the installation is only in the log.
        return context.Request.Path == "/health/ready"
            ? Results.Json(HealthResponse.Of(HealthStatus.Unhealthy, last?.ToRun), statusCode: 503)
            : Results.Text("Unhealthy: the database isn't ready. The node's log contains the reason.", statusCode: 503);
    }
}
