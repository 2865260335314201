using GroundTransport.Application.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Application;

/// <summary>
/// Registers MediatR: the handlers of this assembly and the pipeline around them. No other file registers anything with it.
/// </summary>
internal static class MediatorServices
{
    public static IServiceCollection AddMediator(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        foreach (var handler in typeof(MediatorServices).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            foreach (var service in handler.GetInterfaces().Where(IsHandler))
                services.AddScoped(service, handler);
        }

        // A request passes the behaviors in this order: failures outermost, the transaction innermost.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(FailureBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        return services;
    }

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);
}
