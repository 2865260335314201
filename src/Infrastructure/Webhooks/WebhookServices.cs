using GroundTransport.Application.Delivery;
using GroundTransport.Application.Outgoing;
using GroundTransport.Application.Webhooks;
using GroundTransport.Infrastructure.Outgoing;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Infrastructure.Webhooks;

/// <summary>Registers the delivery of events to webhooks.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton(new WebhookSettings());
        services.TryAddSingleton(OutgoingSettings.None);
        services.AddSingleton<AddressRule>();
        services.AddSingleton<GuardedConnection>();
        services.AddSingleton<CommitSignal<WebhookDelivery>>();
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<CommitSignal<WebhookDelivery>>());
        services.AddSingleton(provider => new DeliveryGates<WebhookDelivery>(
            new ConcurrencyLimit(
                new ConcurrencyWindow(WebhookSettings.MaxDeliveries, start: WebhookSettings.MaxDeliveries),
                WebhookSettings.MaxDeliveriesPerWebhook),
            new ClaimGate(),
            new CircuitBreakers(
                provider.GetRequiredService<WebhookSettings>().BreakAfterFailures, provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<WebhookMetrics>();
        // Each call has a deadline of its own. The client's own loggers would print the address of each call.
        services.AddHttpClient<WebhookHttpClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<GuardedConnection>().CreateHandler())
            .RemoveAllLoggers();
        services.AddTransient<IWebhookClient, WebhookClient>();
        services.AddHostedService<WebhookPump>();
        return services;
    }
}
