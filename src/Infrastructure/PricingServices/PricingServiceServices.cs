using GroundTransport.Application.PricingServices;
using GroundTransport.Infrastructure.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.PricingServices;

/// <summary>Registers the calls to pricing services.</summary>
internal static class PricingServiceServices
{
    public static IServiceCollection AddPricingServices(this IServiceCollection services)
    {
        services.AddSingleton<PricingGates>();
        services.AddSingleton<PricingMetrics>();
        services.AddSingleton<PricingLog>();
        // Each call has a deadline of its own. One client for good: its connections are renewed, not its handler.
        services.AddHttpClient<PricingHttpClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<GuardedConnection>().CreateHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<IPricingClient, PricingClient>();
        return services;
    }
}
