using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>Registers the HTTP client for all calls to Concur.</summary>
internal static class ConcurHttpServices
{
    /// <summary>May be called more than once.</summary>
    public static IServiceCollection AddConcurHttp(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ConcurHttpClient)))
            return services;
        // Each caller sets its own deadline.
        services.AddHttpClient<ConcurHttpClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect could carry a secret to another host, and so could a proxy from the environment.
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                // Concur's addresses change: a connection that is never closed wouldn't notice.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // Its own loggers would print the address of each call; the callers log each call once.
            .RemoveAllLoggers();
        return services;
    }
}
