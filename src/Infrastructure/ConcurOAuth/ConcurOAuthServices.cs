using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.PostBacks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Infrastructure.ConcurOAuth;

/// <summary>Registers what gets tokens from Concur.</summary>
public static class ConcurOAuthServices
{
    public static IServiceCollection AddConcurOAuth(this IServiceCollection services)
    {
        // What the host registers itself holds: there the operator's own geolocations are listed.
        services.TryAddSingleton(provider => TokenSettings.LikePostBacks(provider.GetRequiredService<PostBackSettings>()));
        services.AddTransient<IConcurTokens, ConcurTokenClient>();
        // The timeout is the exchange's own, one for the whole of it.
        services.AddHttpClient<ConcurExchange>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry the client secret to who knows where, and so would a proxy that the environment names.
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                // Concur moves between addresses: a connection that never ends would never see the new one.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // Its own log lines would print each address; the client tells each call in one.
            .RemoveAllLoggers();
        return services;
    }
}
