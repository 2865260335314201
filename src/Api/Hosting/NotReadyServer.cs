using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// Answers while the database is unreachable or belongs to another release: alive, but not ready. Listens on the
/// gateway's own addresses.
/// </summary>
public sealed class NotReadyServer : IAsyncDisposable
{
    private readonly WebApplication server;
    private string lastReason = "";

    private NotReadyServer(WebApplication server) => this.server = server;

    /// <summary>Cancelled when the process receives a stop signal.</summary>
    public CancellationToken Stopping => server.Lifetime.ApplicationStopping;

    public static async Task<NotReadyServer> Start(string[] args)
    {
        var builder = WebApplication.CreateBuilder(GatewaySettings.ReadOnce(args));
        builder.Logging.AddGatewayLogging();
        builder.WebHost.UseKestrel(Limits.Apply);
        var waiting = new NotReadyServer(builder.Build());
        waiting.server.MapGet("/health/live", () => HealthAnswer.Of(HealthStatus.Healthy));
        waiting.server.MapFallback(waiting.Answer);
        await waiting.server.StartAsync();
        return waiting;
    }

    /// <summary>Logs why the node waits, whenever the reason changes.</summary>
    public void Log(string reason)
    {
        if (Interlocked.Exchange(ref lastReason, reason) != reason)
            server.Logger.LogWarning("Not ready: {Reason}", reason);
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
    }

    private IResult Answer(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        // The reason is in the log only: anybody may ask here.
        return context.Request.Path == "/health/ready"
            ? Results.Json(HealthAnswer.Of(HealthStatus.Unhealthy), statusCode: 503)
            : Results.Text("Unhealthy: the database isn't ready for this node; see its log.", statusCode: 503);
    }
}
