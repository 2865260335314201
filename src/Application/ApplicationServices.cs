using FluentValidation;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Search;
using GroundTransport.Application.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Application;

/// <summary>Registers the use cases and what they share.</summary>
public static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddMediator();
        services.AddMapping();
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(ApplicationServices).Assembly))
            services.AddSingleton(found.InterfaceType, found.ValidatorType);

        services.AddSingleton<SearchRefusals>();
        services.AddSingleton<SearchRefusalCounts>();
        services.AddSingleton<ApiKeyUses>();
        services.AddSingleton<SearchMetrics>();
        services.AddSingleton<IReservationSnapshot, ReservationSnapshot>();
        services.AddScoped<ReceiptLedger>();
        services.AddScoped<ReservationJournal>();
        services.AddScoped<DispatchActions>();
        services.AddScoped<IdempotencyKeys>();
        services.AddSingleton<IAccessTokenProvider, AccessTokenProvider>();
        services.AddSingleton<ConcurAppMetrics>();
        return services;
    }
}
