using System.Collections.Concurrent;
using System.Globalization;
using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Infrastructure.Tests.Persistence.Stores;

/// <summary>
/// Concur's token endpoint at its strictest: a refresh token is good once, and its successor comes with the answer. A
/// test can hold it, and can have it answer something else.
/// </summary>
internal sealed class StrictConcur(TimeProvider clock) : IConcurTokenClient
{
    public const string ClientSecret = "client-secret-of-the-test", FirstRefreshToken = "refresh-token-0";

    private static readonly Uri Place = new("https://us.api.concursolutions.com");

    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource askedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? held;
    private int grants;

    /// <summary>Answers instead of tokens, in order.</summary>
    public ConcurrentQueue<TokenAnswer> Instead { get; } = new();

    /// <summary>Every refresh token and request token that was sent.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    public ConcurrentQueue<ConcurApp> Apps { get; } = new();

    /// <summary>The one refresh token that is good now.</summary>
    public string Good { get; set; } = FirstRefreshToken;

    public Func<DateTimeOffset?> RefreshExpiresAt { get; set; } = () => null;

    /// <summary>Done when the first call has come.</summary>
    public Task Asked => asked.Task;

    /// <summary>Done when a second one has.</summary>
    public Task AskedAgain => askedAgain.Task;

    public void Hold() => held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => held!.SetResult();

    public Task<TokenAnswer> Refresh(ConcurApp app, string refreshToken, CancellationToken ct) =>
        Answer(app, refreshToken, () => refreshToken == Good);

    public Task<TokenAnswer> Exchange(ConcurApp app, string principal, string requestToken, CancellationToken ct) =>
        Answer(app, requestToken, () => true);

    public Task<RevokeAnswer> Revoke(ConcurApp app, string accessToken, CancellationToken ct) => throw new NotSupportedException();

    private async Task<TokenAnswer> Answer(ConcurApp app, string token, Func<bool> isGood)
    {
        Apps.Enqueue(app);
        Sent.Enqueue(token);
        if (!asked.TrySetResult())
            askedAgain.TrySetResult();
        if (held is { } gate)
            await gate.Task;
        if (Instead.TryDequeue(out var instead))
            return instead;
        if (!isGood())
            return new TokenAnswer.Refused(TokenRefusal.RefreshTokenEnded, 108, "");
        var grant = Interlocked.Increment(ref grants).ToString(CultureInfo.InvariantCulture);
        Good = "refresh-token-" + grant;
        return new TokenAnswer.Granted("access-token-" + grant, clock.GetUtcNow().AddHours(1), Good, RefreshExpiresAt(),
            Place)
        { CorrelationId = "theirs-" + grant };
    }
}
