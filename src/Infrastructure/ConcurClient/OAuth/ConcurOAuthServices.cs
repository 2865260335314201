using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.ConcurClient.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Infrastructure.ConcurClient.OAuth;

/// <summary>Registers the client of Concur's token endpoint.</summary>
public static class ConcurOAuthServices
{
    public static IServiceCollection AddConcurOAuth(this IServiceCollection services)
    {
        // The host's own registration takes precedence: it contains the geolocations that the operator lists.
        services.TryAddSingleton(provider => TokenSettings.LikePostBacks(provider.GetRequiredService<PostBackSettings>()));
        services.AddTransient<IConcurTokenClient, ConcurTokenClient>();
        return services.AddConcurHttp();
    }
}
