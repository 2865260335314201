using GroundTransport.Application.ConcurApps;
using GroundTransport.Infrastructure.ConcurClient.OAuth;
using GroundTransport.Infrastructure.Tests.ConcurClient.PostBacks;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.Tests.ConcurClient.OAuth;

/// <summary>The client as the product registers it, with the servers' hosts on the operator's list.</summary>
internal sealed class TokenClient : IAsyncDisposable
{
    public const string ClientSecret = "client+secret/of the test";
    public const string RefreshToken = "refresh-token-of-the-test";
    public const string RequestToken = "request-token-of-the-test";
    public const string AccessToken = "access-token-of-the-test";
    public const string Company = "08bcca1e-0d4f-4261-9f1b-f778d96617d6";

    private readonly ServiceProvider services;
    private readonly Uri home;

    public TokenClient(Uri home, TokenSettings? settings = null)
    {
        this.home = home;
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(settings ?? Listing(home))
            .AddConcurOAuth()
            .BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new(TestClock.Now);

    public RecordedLog Log { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IConcurTokenClient Tokens => services.GetRequiredService<IConcurTokenClient>();

    private ConcurApp App => new("client-id", ClientSecret, home);

    public static TokenSettings Listing(params Uri[] peers) => new()
    {
        Timeout = TimeSpan.FromSeconds(30),
        Geolocations = new GeolocationRule(peers.Select(server => $"{server.Host}:{server.Port}")),
    };

    public Task<TokenAnswer> Refresh(string refreshToken = RefreshToken, CancellationToken? ct = null) =>
        Tokens.Refresh(App, refreshToken, ct ?? Cancellation);

    public Task<TokenAnswer> Exchange() => Tokens.Exchange(App, Company, RequestToken, Cancellation);

    public Task<RevokeAnswer> Revoke(string accessToken = AccessToken) => Tokens.Revoke(App, accessToken, Cancellation);

    public ValueTask DisposeAsync()
    {
        Log.Dispose();
        return services.DisposeAsync();
    }
}
