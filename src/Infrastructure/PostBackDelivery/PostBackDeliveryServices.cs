using GroundTransport.Application.PostBacks;
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
        // The timeout is the client's own, one for the whole exchange.
        services.AddHttpClient<IConcurPostBack, ConcurPostBackClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry the token to who knows where, and so would a proxy that the environment names.
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                // Concur moves between addresses: a connection that never ends would never see the new one.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // Its own log lines would print the address for each message; the use case tells each attempt in one.
            .RemoveAllLoggers();
        services.AddHostedService<PostBackPump>();
        return services;
    }
}
