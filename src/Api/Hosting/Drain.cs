using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.Hosting;

/// <summary>How a node is removed from its load balancer.</summary>
/// <param name="Delay">How long the node serves after it has reported that it isn't ready.</param>
public sealed record DrainSettings(TimeSpan Delay)
{
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(15);

    /// <summary>The process ends after this time, even if requests are still running.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(24);
}

/// <summary>
/// On SIGTERM a node first reports that it isn't ready and continues to serve, until its load balancer sends it no more
/// requests. Then it stops listening, completes the running requests, and exits.
/// </summary>
public sealed class Drain(DrainSettings settings, ILogger<Drain> log) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource started = new();

    public bool HasStarted => started.IsCancellationRequested;

    /// <summary>Is cancelled when the drain begins: calls that wait for something end.</summary>
    public CancellationToken Started => started.Token;

    public void Dispose() => started.Dispose();

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await started.CancelAsync();
        if (settings.Delay == TimeSpan.Zero)
            return;
        log.LogInformation("Drain started: not ready, still serving for {Delay} until the load balancer reacts", settings.Delay);
        await Task.Delay(settings.Delay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Unhealthy once the drain has begun.</summary>
public sealed class DrainHealth(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.HasStarted ? HealthCheckResult.Unhealthy("This node is draining.") : HealthCheckResult.Healthy());
}

/// <summary>Registers the drain, and closes connections once it has begun.</summary>
public static class DrainServices
{
    public static void AddDrain(this IServiceCollection services, DrainSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainSettings.ShutdownTimeout);
    }

    /// <summary>
    /// Load balancers keep connections open. Each one is closed with its next response, so that no request is lost on the way.
    /// </summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use((context, next) =>
        {
            if (drain.HasStarted)
                context.Response.Headers[HeaderNames.Connection] = "close";
            return next(context);
        });
    }
}
