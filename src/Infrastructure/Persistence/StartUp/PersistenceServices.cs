using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Administration.Pricing;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Audit;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Events;
using GroundTransport.Application.Housekeeping;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Receipts;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Statistics;
using GroundTransport.Application.Webhooks;
using GroundTransport.Application.WireLog;
using GroundTransport.Infrastructure.Persistence.Events;
using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.Infrastructure.Persistence.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Infrastructure.Persistence.StartUp;

/// <summary>Registers the database and everything that reads or writes it for the application's ports.</summary>
internal static class PersistenceServices
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddSingleton(database);
        services.TryAddSingleton(new BackupSettings(null, 0));
        services.AddDatabase(database);
        services.AddSingleton<DatabaseWrites>();
        services.AddSingleton<InsertCommands>();
        services.AddScoped<AddedRows>();
        services.AddSingleton<CommitListeners>();
        services.AddSingleton<ReservationMetrics>();
        services.AddSingleton<IWriteTransactions, WriteTransactions>();
        return services.AddStartUp().AddStores().AddEvents().AddOutbox().AddWireLog();
    }

    private static IServiceCollection AddStartUp(this IServiceCollection services) => services
        .AddScoped<Migrator>()
        .AddScoped<DemoSeeder>()
        .AddScoped<PublishedSecrets>()
        .AddScoped<DatabaseInitializer>()
        .AddScoped<IBackups, DatabaseBackups>()
        .AddScoped<DatabaseRestore>();

    private static IServiceCollection AddStores(this IServiceCollection services) => services
        .AddSingleton<RatePlanCache>()
        .AddScoped<IVendors, VendorStore>()
        .AddScoped<IPricingSecrets, PricingSecretStore>()
        .AddScoped<IRatePlans, RatePlanStore>()
        .AddScoped<IDirectConnects, DirectConnectStore>()
        .AddScoped<IApiKeys, ApiKeyStore>()
        .AddScoped<IAuditTrail, AuditStore>()
        .AddScoped<IAuditRecorder, AuditStore>()
        .AddScoped<IDailyCounts, DailyCountStore>()
        .AddScoped<IConcurApps, ConcurAppStore>()
        .AddScoped<IPendingConnections, PendingConnectionStore>()
        .AddScoped<IReservations, ReservationStore>()
        .AddSingleton<IReservationReader, ReservationReader>()
        .AddScoped<IReservationQueries, ReservationQueries>()
        .AddScoped<IRequestKeys, RequestKeyStore>()
        .AddScoped<IExpiredRows, ExpiredRows>()
        .AddScoped<ISigningKeys, SigningKeyStore>()
        .AddSingleton<JobLeaseStore>()
        .AddSingleton<IJobLeases>(provider => provider.GetRequiredService<JobLeaseStore>());

    private static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.TryAddSingleton(new EventSettings());
        return services
            .AddScoped<IEvents, EventStore>()
            .AddSingleton<EventFeed>()
            .AddSingleton<EventMetrics>()
            .AddSingleton<IEventFeed>(provider => provider.GetRequiredService<EventFeed>())
            .AddSingleton<CommitSignal<FeedEvent>>()
            .AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<CommitSignal<FeedEvent>>())
            .AddHostedService<EventSequencer>();
    }

    private static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<NotificationLedger>()
        .AddSingleton<INotificationLedger>(provider => provider.GetRequiredService<NotificationLedger>())
        .AddHostedService(provider => provider.GetRequiredService<NotificationLedger>())
        .AddSingleton<PostBackOutbox>()
        .AddSingleton<IPostBackOutbox>(provider => provider.GetRequiredService<PostBackOutbox>())
        .AddScoped<IPostBacks, PostBackStore>()
        .AddScoped<IPostBackQueries, PostBackQueries>()
        .AddSingleton<ReceiptOutbox>()
        .AddSingleton<IReceiptOutbox>(provider => provider.GetRequiredService<ReceiptOutbox>())
        .AddScoped<IReceipts, ReceiptStore>()
        .AddScoped<IReceiptQueries, ReceiptQueries>()
        .AddSingleton<ProtectedSecrets>()
        .AddSingleton<WebhookRows>()
        .AddScoped<IWebhooks, WebhookStore>()
        .AddScoped<IWebhookDeliveries, WebhookDeliveryStore>()
        .AddSingleton<WebhookOutbox>()
        .AddSingleton<IWebhookOutbox>(provider => provider.GetRequiredService<WebhookOutbox>());

    private static IServiceCollection AddWireLog(this IServiceCollection services)
    {
        services.TryAddSingleton(new WireLogSettings());
        return services
            .AddScoped<IExchanges, ExchangeStore>()
            .AddSingleton<WireLogWriter>()
            .AddSingleton<IWireLog>(provider => provider.GetRequiredService<WireLogWriter>())
            .AddHostedService(provider => provider.GetRequiredService<WireLogWriter>());
    }
}
