using GroundTransport.Application.Callers;

namespace GroundTransport.Api.Metrics;

/// <summary>Maps <c>/metrics</c> for Prometheus.</summary>
public static class MetricsRoute
{
    public const string Path = "/metrics";

    /// <param name="port">Where the metrics are served without a key too; null: nowhere.</param>
    public static void AddMetricsServer(this IServiceCollection services, PrometheusReader metrics, int? port)
    {
        services.AddSingleton(metrics);
        if (port is { } open)
            services.AddHostedService(_ => new MetricsServer(open, metrics));
    }

    /// <summary>On the main port any API key will do; one that is restricted to vendors gets the series of these alone.</summary>
    public static void MapMetrics(this WebApplication app) => app
        .MapGet(Path, (HttpContext context, PrometheusReader metrics) =>
        {
            var caller = (Operator)context.Items[typeof(Operator)]!;
            return Results.Text(metrics.Read(caller.VendorCodes is null ? null : caller.Sees), PrometheusText.ContentType);
        })
        .RequireAuthorization(nameof(Role.Read))
        .ExcludeFromDescription();
}

/// <summary>
/// Serves <c>/metrics</c>, and nothing else, on a port of its own without a key: for a network that outsiders can't reach.
/// </summary>
public sealed class MetricsServer(int port, PrometheusReader metrics) : IHostedService, IAsyncDisposable
{
    private WebApplication? server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 20;
            kestrel.ListenAnyIP(port);
        });
        server = builder.Build();
        server.Run(Answer);
        await server.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task Answer(HttpContext context)
    {
        if (context.Request.Path == MetricsRoute.Path && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.ContentType = PrometheusText.ContentType;
            return context.Response.WriteAsync(metrics.Read());
        }
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
