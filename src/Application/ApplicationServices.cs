using AutoMapper;
using FluentValidation;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Search;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Application;

/// <summary>Registers the use cases: every handler and validator of this assembly, and the pipeline around them.</summary>
public static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        foreach (var type in typeof(ApplicationServices).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            foreach (var handler in type.GetInterfaces().Where(IsHandler))
                services.AddScoped(handler, type);
        }

        // Behaviors run in this order: failures outermost, the transaction innermost.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(FailureBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(ApplicationServices).Assembly))
            services.AddSingleton(found.InterfaceType, found.ValidatorType);

        services.AddSingleton<SearchRefusals>();
        services.AddScoped<ReservationJournal>();
        services.AddScoped<DispatchActions>();
        services.AddScoped<IdempotencyKeys>();
        services.AddSingleton<IAccessTokenProvider, AccessTokenProvider>();
        services.AddSingleton<ConcurAppMetrics>();
        services.AddSingleton<IMapper>(_ => ReadModelMapping.Configuration().CreateMapper());
        return services;
    }

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);
}
