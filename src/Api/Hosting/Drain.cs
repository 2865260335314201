using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.Hosting;

/// <summary>How a node leaves its balancer.</summary>
/// <param name="Delay">From "not ready" until it takes no more connections.</param>
public sealed record DrainSettings(TimeSpan Delay)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Until the process has ended, whatever is under way.</summary>
    public static readonly TimeSpan UntilTheEnd = TimeSpan.FromSeconds(24);
}

/// <summary>
/// On SIGTERM a node first says that it isn't ready and goes on serving, so that its balancer sends it nothing more;
/// then it stops listening, ends what is under way, and exits.
/// </summary>
public sealed class Drain(DrainSettings settings, ILogger<Drain> log) : IHostedLifecycleService
{
    private volatile bool begun;

    public bool HasBegun => begun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        begun = true;
        if (settings.Delay == TimeSpan.Zero)
            return;
        log.LogInformation("Not ready any more; serving for another {Delay} until the balancer has noticed", settings.Delay);
        await Task.Delay(settings.Delay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Not ready once the node leaves.</summary>
public sealed class DrainHealth(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.HasBegun ? HealthCheckResult.Unhealthy("This node is leaving.") : HealthCheckResult.Healthy());
}

/// <summary>Registers the drain.</summary>
public static class DrainServices
{
    public static void AddDrain(this IServiceCollection services, DrainSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainSettings.UntilTheEnd);
    }

    /// <summary>Balancers keep connections: each is closed behind its next answer, not under a request that is on its way.</summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use((context, next) =>
        {
            if (drain.HasBegun)
                context.Response.Headers[HeaderNames.Connection] = "close";
            return next(context);
        });
    }
}
