using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// What a node shows while its database isn't there, or is another release's: it lives, it isn't ready, and it says why.
/// Listens where the gateway will.
/// </summary>
public sealed class WaitingRoom : IAsyncDisposable
{
    private readonly WebApplication server;
    private string why = "";

    private WaitingRoom(WebApplication server) => this.server = server;

    /// <summary>Cancelled when the process is told to end.</summary>
    public CancellationToken Leaving => server.Lifetime.ApplicationStopping;

    public static async Task<WaitingRoom> Open(string[] args)
    {
        var builder = WebApplication.CreateBuilder(GatewaySettings.ReadOnce(args));
        builder.Logging.AddGatewayLogging();
        builder.WebHost.UseKestrel(Limits.Apply);
        var room = new WaitingRoom(builder.Build());
        room.server.MapGet("/health/live", () => HealthAnswer.Of(HealthStatus.Healthy));
        room.server.MapFallback(room.Answer);
        await room.server.StartAsync();
        return room;
    }

    /// <summary>Why the node waits; logged when it becomes another reason.</summary>
    public void Tell(string reason)
    {
        if (Interlocked.Exchange(ref why, reason) != reason)
            server.Logger.LogWarning("Not ready: {Why}", reason);
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
    }

    private IResult Answer(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        // Why stands in the log: whoever asks here may be anybody.
        return context.Request.Path == "/health/ready"
            ? Results.Json(HealthAnswer.Of(HealthStatus.Unhealthy), statusCode: 503)
            : Results.Text("Unhealthy: the database isn't ready for this node; its log says why.", statusCode: 503);
    }
}
