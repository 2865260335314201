using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Infrastructure.ConcurClient.Http;
using GroundTransport.Infrastructure.ConcurWire.Receipts;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.ConcurClient.Receipts;

/// <summary>Registers the delivery of receipts. Their circuit breakers are their own: PostBacks go on while receipts pause.</summary>
internal static class ReceiptDeliveryServices
{
    public static IServiceCollection AddReceiptDelivery(this IServiceCollection services)
    {
        services.AddSingleton<IReceiptEncoder, ReceiptEncoder>();
        services.AddSingleton<CommitSignal<ReceiptDelivery>>();
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<CommitSignal<ReceiptDelivery>>());
        services.AddSingleton(provider => new DeliveryGates<ReceiptDelivery>(
            new ConcurrencyLimit(new ConcurrencyWindow(provider.GetRequiredService<PostBackSettings>().MaxConcurrentDeliveries)),
            new ClaimGate(),
            new CircuitBreakers(
                provider.GetRequiredService<PostBackSettings>().BreakAfterFailures, provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<ReceiptMetrics>();
        services.AddTransient<IConcurReceiptClient, ConcurReceiptClient>();
        services.AddHostedService<ReceiptPump>();
        return services.AddConcurHttp();
    }
}
