using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.ConcurClient.OAuth;
using GroundTransport.Infrastructure.ConcurClient.PostBacks;
using GroundTransport.Infrastructure.ConcurClient.Receipts;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.StartUp;
using GroundTransport.Infrastructure.PricingServices;
using GroundTransport.Infrastructure.Scheduling;
using GroundTransport.Infrastructure.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure;

/// <summary>Registers the implementations of the application's ports, folder by folder.</summary>
public static class InfrastructureServices
{
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, DatabaseSettings database, PostBackSettings? postBacks = null, KeyRingSettings? keyRing = null)
    {
        services.AddPersistence(database);
        services.AddKeyRing(keyRing ?? new KeyRingSettings([]));
        services.AddCatalog();
        services.AddSingleton<IPostBackEncoder, PostBackEncoder>();
        services.AddPostBackDelivery();
        services.AddReceiptDelivery();
        services.AddWebhooks();
        services.AddPricingServices();
        services.AddConcurOAuth();
        services.AddSchedule(postBacks ?? new PostBackSettings());
        return services;
    }
}
