using System.Collections.Concurrent;
using System.Globalization;
using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>
/// A fake of Concur's token endpoint: a refresh token is valid once, and the response contains its successor. A test can
/// pause it and queue other responses.
/// </summary>
internal sealed class FakeTokenClient(TimeProvider clock) : IConcurTokenClient
{
    public const string ClientSecret = "client-secret-of-the-test", FirstRefreshToken = "refresh-token-0";

    private static readonly Uri Place = new("https://us.api.concursolutions.com");

    private readonly TaskCompletionSource firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource secondRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? paused;
    private int grants;

    /// <summary>The next responses instead of tokens, in order.</summary>
    public ConcurrentQueue<TokenAnswer> Responses { get; } = new();

    /// <summary>Every refresh token and request token that was sent.</summary>
    public ConcurrentQueue<string> SentTokens { get; } = new();

    public ConcurrentQueue<ConcurApp> Apps { get; } = new();

    /// <summary>The refresh token that is valid now.</summary>
    public string ValidRefreshToken { get; set; } = FirstRefreshToken;

    public Func<DateTimeOffset?> RefreshExpiresAt { get; set; } = () => null;

    /// <summary>Completes with the first request.</summary>
    public Task FirstRequest => firstRequest.Task;

    /// <summary>Completes with the second request.</summary>
    public Task SecondRequest => secondRequest.Task;

    public void Pause() => paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => paused!.SetResult();

    public Task<TokenAnswer> Refresh(ConcurApp app, string refreshToken, CancellationToken ct) =>
        Answer(app, refreshToken, () => refreshToken == ValidRefreshToken);

    public Task<TokenAnswer> Exchange(ConcurApp app, string principal, string requestToken, CancellationToken ct) =>
        Answer(app, requestToken, () => true);

    public Task<RevokeAnswer> Revoke(ConcurApp app, string accessToken, CancellationToken ct) => throw new NotSupportedException();

    private async Task<TokenAnswer> Answer(ConcurApp app, string token, Func<bool> isValid)
    {
        Apps.Enqueue(app);
        SentTokens.Enqueue(token);
        if (!firstRequest.TrySetResult())
            secondRequest.TrySetResult();
        if (paused is { } gate)
            await gate.Task;
        if (Responses.TryDequeue(out var response))
            return response;
        if (!isValid())
            return new TokenAnswer.Refused(TokenRefusal.RefreshTokenEnded, 108, "");
        var grant = Interlocked.Increment(ref grants).ToString(CultureInfo.InvariantCulture);
        ValidRefreshToken = "refresh-token-" + grant;
        return new TokenAnswer.Granted("access-token-" + grant, clock.GetUtcNow().AddHours(1), ValidRefreshToken, RefreshExpiresAt(),
            Place)
        { CorrelationId = "theirs-" + grant };
    }
}
