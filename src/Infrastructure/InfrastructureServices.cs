using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.Catalog;
using GroundTransport.Infrastructure.ConcurClient.OAuth;
using GroundTransport.Infrastructure.ConcurClient.PostBacks;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.Infrastructure.Persistence.StartUp;
using GroundTransport.Infrastructure.Persistence.Stores;
using GroundTransport.Infrastructure.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Infrastructure;

/// <summary>Registers what stands behind the application's ports.</summary>
public static class InfrastructureServices
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, DatabaseSettings database, PostBackSettings? postBacks = null, KeyRingSettings? keyRing = null)
    {
        services.AddSingleton(database);
        services.AddGatewayDatabase(database);
        services.AddSingleton<DatabaseWrites>();
        services.AddSingleton<IWriteTransactions, WriteTransactions>();
        services.AddScoped<IReservations, ReservationStore>();
        services.AddScoped<IRequestKeys, RequestKeys>();
        services.AddScoped<IVendors, VendorStore>();
        services.AddScoped<IRatePlans, RatePlanStore>();
        services.AddScoped<IDirectConnects, DirectConnectStore>();
        services.AddScoped<IApiKeys, ApiKeyStore>();
        services.AddScoped<IReservationQueries, ReservationQueries>();
        services.AddScoped<IPostBackQueries, PostBackQueries>();
        services.AddScoped<IConcurApps, ConcurAppStore>();
        services.AddScoped<IPendingConnections, PendingConnectionStore>();
        services.AddSingleton<IJobLeases, JobLeases>();
        services.AddScoped<Migrator>();
        services.AddScoped<DemoSeeder>();
        services.AddScoped<DatabaseInitializer>();
        services.AddScoped<IBackups, DatabaseBackups>();
        services.AddScoped<IExchanges, ExchangeStore>();
        services.AddScoped<IExpiredRows, ExpiredRows>();
        services.TryAddSingleton(new WireLogSettings());
        services.AddSingleton<WireLog>();
        services.AddSingleton<IWireLog>(provider => provider.GetRequiredService<WireLog>());
        services.AddHostedService(provider => provider.GetRequiredService<WireLog>());

        services.AddKeyRing(keyRing ?? new KeyRingSettings([]));

        services.AddSingleton<CompiledPlans>();
        services.AddSingleton<CatalogMemory>();
        services.AddSingleton<ICatalog>(provider => provider.GetRequiredService<CatalogMemory>());
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<CatalogMemory>());

        services.AddSingleton<OccupancyMemory>();
        services.AddSingleton<IOccupancy>(provider => provider.GetRequiredService<OccupancyMemory>());

        services.AddSingleton<IPostBackEncoder, PostBackEncoder>();
        services.AddPostBackDelivery();
        services.AddConcurOAuth();
        services.AddSchedule(postBacks ?? new PostBackSettings());
        return services;
    }
}
