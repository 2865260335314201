using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>Registers the one way by which the gateway calls Concur.</summary>
internal static class ConcurHttpServices
{
    /// <summary>May be called by each that needs it.</summary>
    public static IServiceCollection AddConcurHttp(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ConcurHttpClient)))
            return services;
        // The timeout is the caller's deadline.
        services.AddHttpClient<ConcurHttpClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry a secret to who knows where, and so would a proxy that the environment names.
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                // Concur moves between addresses: a connection that never ends would never see the new one.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // Its own log lines would print the address for each call; the callers tell each in one.
            .RemoveAllLoggers();
        return services;
    }
}
