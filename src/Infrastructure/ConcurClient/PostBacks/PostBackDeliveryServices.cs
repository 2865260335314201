using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
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
        services.AddSingleton<CommitSignal<PostBack>>();
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<CommitSignal<PostBack>>());
        services.AddSingleton(provider => new DeliveryGates<PostBack>(
            new ConcurrencyLimit(new ConcurrencyWindow(provider.GetRequiredService<PostBackSettings>().MaxConcurrentDeliveries)),
            new ClaimGate(),
            new CircuitBreakers(
                provider.GetRequiredService<PostBackSettings>().BreakAfterFailures, provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<PostBackMetrics>();
        services.AddSingleton<PostBackCredentials>();
        services.AddTransient<IConcurPostBackClient, ConcurPostBackClient>();
        services.AddHostedService<PostBackPump>();
        return services.AddConcurHttp();
    }
}
