using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.PostBacks;
using GroundTransport.Infrastructure.ConcurClient.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroundTransport.Infrastructure.ConcurClient.OAuth;

/// <summary>Registers what gets tokens from Concur.</summary>
public static class ConcurOAuthServices
{
    public static IServiceCollection AddConcurOAuth(this IServiceCollection services)
    {
        // What the host registers itself holds: there the operator's own geolocations are listed.
        services.TryAddSingleton(provider => TokenSettings.LikePostBacks(provider.GetRequiredService<PostBackSettings>()));
        services.AddTransient<IConcurTokens, ConcurTokenClient>();
        return services.AddConcurHttp();
    }
}
