using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.ConcurClient.Http;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>Registers the delivery of PostBacks.</summary>
public static class PostBackDeliveryServices
{
    public static IServiceCollection AddPostBackDelivery(this IServiceCollection services)
    {
        services.AddSingleton<PostBackSignal>();
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<PostBackSignal>());
        services.AddSingleton<ConcurrencyLimit>();
        services.AddSingleton<ClaimGate>();
        services.AddSingleton<CircuitBreakers>();
        services.AddSingleton<PostBackMetrics>();
        services.AddSingleton<PostBackCredentials>();
        services.AddTransient<IConcurPostBackClient, ConcurPostBackClient>();
        services.AddHostedService<PostBackPump>();
        return services.AddConcurHttp();
    }
}
