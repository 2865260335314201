using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.ConcurCalls;
using GroundTransport.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.PostBackDelivery;

/// <summary>Registers what brings PostBacks to Concur.</summary>
public static class PostBackDeliveryServices
{
    public static IServiceCollection AddPostBackDelivery(this IServiceCollection services)
    {
        services.AddSingleton<PostBackSignal>();
        services.AddSingleton<PostBackSenders>();
        services.AddSingleton<PostBackChannels>();
        services.AddSingleton<PostBackMeter>();
        services.AddSingleton<ToldLedger>();
        services.AddSingleton<IToldLedger>(provider => provider.GetRequiredService<ToldLedger>());
        services.AddHostedService(provider => provider.GetRequiredService<ToldLedger>());
        services.AddSingleton<PostBackOutbox>();
        services.AddSingleton<IPostBackOutbox>(provider => provider.GetRequiredService<PostBackOutbox>());
        services.AddScoped<IPostBacks, PostBackRows>();
        services.AddSingleton<PostBackCredentials>();
        services.AddTransient<IConcurPostBack, ConcurPostBackClient>();
        services.AddHostedService<PostBackPump>();
        return services.AddConcurCalls();
    }
}
